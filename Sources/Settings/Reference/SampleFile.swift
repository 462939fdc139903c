import Storage

/// The files that people write by hand, as documented samples to begin from.
package enum SampleFile: String, CaseIterable, Sendable {
    case policy
    case user
    case clusters
    case optout
    case theme

    /// The whole file. The samples of settings set every value to its default: in `policy.json` as it stands there, in
    /// `config.yaml` behind a `#`.
    package var text: String {
        switch self {
        case .policy: policy
        case .user: user
        case .clusters: clusters
        case .optout: optout
        case .theme: SampleFile.theme(named: "mine", summary: "my own colours")
        }
    }

    private var policy: String {
        let settings = SettingTable.all.filter { $0.setters.contains(.site) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.newline()
            comment(
                "_comment",
                "The site's settings: config/policy.json below the root. Keys that begin with _ are comments; a setting that "
                    + "is left out has its default.", &writer)
            writer.newline()
            writer.member("schema_version", Int64(SettingsLayer.schemaVersion))
            for setting in settings {
                writer.newline()
                comment("_" + setting.key, words(setting), &writer)
                writer.newline()
                writer.key(setting.key)
                setting.initialValue.write(&writer)
            }
            writer.newline()
            let keys = settings.filter(\.isPerCluster).map(\.key).joined(separator: ", ")
            comment("_clusters", "For one cluster alone, without the _ of the example: any of \(keys).", &writer)
            writer.newline()
            writer.key("clusters")
            writer.object { writer in
                // A comment too: the sample is put into a new root, where it must say nothing but the defaults.
                writer.key("_negishi")
                writer.object { $0.member("rate_limit_per_min", 1) }
            }
            writer.lastNewline()
        }
        writer.lastNewline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private var user: String {
        var lines = ["# Your own settings: ~/.slurm_scoreboard/config.yaml. Take the # away from what you want to set."]
        for setting in SettingTable.all where setting.setters.contains(.user) {
            let value = setting.initialValue.text
            lines += ["", "# " + words(setting), "# \(setting.key): \(value.isEmpty ? "negishi" : value)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var clusters: String {
        """
        {
        "_comment": "The clusters: config/clusters.json below the root. Keys that begin with _ are comments. A cluster that is \
        not listed takes part under its own name. An excluded one is not polled, not listed and not in the merged boards. \
        display_name and time_zone are for display.",
        "schema_version": 1,
        "_examples": [
          {"name": "negishi", "display_name": "Negishi", "time_zone": "America/Indiana/Indianapolis"},
          {"name": "geddes", "excluded": true}
        ],
        "clusters": []
        }

        """
    }

    private var optout: String {
        """
        # Who is not shown by name: config/optout.txt below the root. One user name a line; a # begins a comment.
        # Their numbers stand in no board, sum or file that others read.
        #
        # alice
        # bob

        """
    }

    /// What a setting is for, what it takes, and its unit.
    private func words(_ setting: any DeclaredSetting) -> String {
        let kind = setting.kindDescription.prefix(1).uppercased() + setting.kindDescription.dropFirst()
        return "\(setting.documentation) \(kind)" + (setting.unit.isEmpty ? "." : " (\(setting.unit)).")
    }

    private func comment(_ key: String, _ text: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(text)
    }
}
