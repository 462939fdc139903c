package import Storage

/// What `slurm-sb config` prints: each setting with its value, its unit and where it comes from.
package struct SettingsReport {
    private let settings: Settings
    private let resolved: ResolvedSettings
    private let cluster: ClusterName?

    /// - Parameter cluster: Whose own settings count; nil takes those of all clusters alone.
    package init(_ resolved: ResolvedSettings, cluster: ClusterName?) {
        self.resolved = resolved
        self.cluster = cluster
        settings = resolved.settings(for: cluster)
    }

    /// One line a setting, in columns. Data in it is not escaped.
    package var lines: [String] {
        let rows = SettingTable.all.map { setting in
            let entry = settings[setting]
            let value = entry.value.text.isEmpty ? "-" : entry.value.text
            return [setting.key, value + (setting.unit.isEmpty ? "" : " " + setting.unit), "\(entry.origin)"]
        }
        let widths = (0..<2).map { column in rows.map { min($0[column].count, 48) }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) {
                line += cell + String(repeating: " ", count: max(0, width - cell.count)) + "  "
            }
            return line + row[2]
        }
    }

    /// The same for programs: `{"schema_version","cluster","settings":[{"key","value","unit","origin","file","line","name"}],
    /// "clusters":[{"name","display_name","time_zone","excluded"}],"problems":[…]}`. `origin` is one of `default`,
    /// `installation`, `file`, `environment`, `flag`.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("schema_version", 1)
            writer.member("cluster", cluster?.text)
            writer.key("settings")
            writer.array(SettingTable.all) { writer, setting in
                let entry = settings[setting]
                writer.newline()
                writer.object { writer in
                    writer.member("key", setting.key)
                    writer.key("value")
                    entry.value.write(&writer)
                    writer.member("unit", setting.unit.isEmpty ? nil : setting.unit)
                    SettingsReport.write(entry.origin, &writer)
                }
            }
            writer.key("clusters")
            writer.array(resolved.clusters.entries) { writer, entry in
                writer.newline()
                writer.object { writer in
                    writer.member("name", entry.name.text)
                    writer.member("display_name", entry.displayName)
                    writer.member("time_zone", entry.timeZone)
                    writer.key("excluded")
                    writer.bool(entry.isExcluded)
                }
            }
            writer.key("problems")
            writer.array(resolved.problems) { writer, problem in
                writer.newline()
                writer.object { writer in
                    SettingsReport.write(problem.origin, &writer)
                    writer.member("message", problem.message)
                }
            }
        }
        writer.lastNewline()
        return writer.bytes
    }

    private static func write(_ origin: SettingOrigin, _ writer: inout JSONWriter) {
        switch origin {
        case .builtIn: writer.member("origin", "default")
        case .installation(let program):
            writer.member("origin", "installation")
            writer.member("file", program)
        case .file(let path, let line):
            writer.member("origin", "file")
            writer.member("file", path)
            writer.member("line", line.map(Int64.init))
        case .environment(let name):
            writer.member("origin", "environment")
            writer.member("name", name)
        case .flag(let name):
            writer.member("origin", "flag")
            writer.member("name", name)
        }
    }
}
