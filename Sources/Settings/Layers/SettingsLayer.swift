import Scoreboard
import Storage

/// The settings of one source, each of them good; what was not is in the problems.
package struct SettingsLayer: Sendable {
    /// One setting.
    struct Entry: Sendable {
        var key: String
        /// Nil for all clusters.
        var cluster: ClusterName?
        var value: SettingValue
        var origin: SettingOrigin
    }

    private(set) var entries: [Entry] = []
    package private(set) var problems: [SettingsProblem] = []

    /// The newest `schema_version` that is understood.
    static let schemaVersion = 1

    /// `<root>/config/policy.json`: an object of settings. Keys that begin with `_` are comments; `clusters` has an object
    /// of settings a cluster.
    package static func policy(_ bytes: [UInt8], path: String) -> SettingsLayer {
        var layer = SettingsLayer()
        for member in layer.document(path, { () throws(DocumentError) in try JSONDocument.members(of: bytes) })
        where !member.key.hasPrefix("_") {
            if member.key == "clusters" {
                layer.takeClusters(member, path: path)
            } else {
                layer.take(member, path: path, by: .site)
            }
        }
        return layer
    }

    /// `~/.slurm_scoreboard/config.yaml`: one `KEY: VALUE` a line.
    package static func user(_ bytes: [UInt8], path: String) -> SettingsLayer {
        var layer = SettingsLayer()
        for member in layer.document(path, { () throws(DocumentError) in try YAMLDocument.members(of: bytes) }) {
            layer.take(member, path: path, by: .user)
        }
        return layer
    }

    /// Variables `SLURM_SB_KEY`; an empty one is as good as none.
    package static func environment(_ variables: [String: String]) -> SettingsLayer {
        var layer = SettingsLayer()
        for (name, text) in variables.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(SettingTable.variablePrefix) && !text.isEmpty && !isReserved(name) {
            let key = String(name.dropFirst(SettingTable.variablePrefix.count)).lowercased()
            guard let setting = SettingTable.named(key), setting.variable == name else {
                let meant = NearestName.of(name, among: SettingTable.all.map(\.variable))
                layer.complain(.environment(name), "this is no setting" + hint(meant))
                continue
            }
            layer.take(setting, SourceNode(.word(text)), .environment(name))
        }
        return layer
    }

    /// Flags; the last of a key wins.
    package static func flags(_ flags: [FlagValue]) -> SettingsLayer {
        var layer = SettingsLayer()
        for flag in flags {
            guard let setting = SettingTable.named(flag.key) else {
                layer.complain(.flag(flag.flag), unknown(flag.key))
                continue
            }
            layer.take(setting, SourceNode(.word(flag.text)), .flag(flag.flag))
        }
        return layer
    }

    /// The root above the `bin/` of the installed program.
    static func installation(root: String, program: String) -> SettingsLayer {
        var layer = SettingsLayer()
        layer.take(
            SettingTable.declared.root, SourceNode(.word(root)), .installation(program: program))
        return layer
    }

    /// A file that is there and cannot be read.
    static func failed(_ problem: SettingsProblem) -> SettingsLayer {
        var layer = SettingsLayer()
        layer.problems.append(problem)
        return layer
    }

    /// Variables of this prefix that are no settings: the clock, the launcher, the tests.
    private static func isReserved(_ name: String) -> Bool {
        let rest = name.dropFirst(SettingTable.variablePrefix.count)
        return ["NOW", "BINARY", "LONG_TESTS"].contains(rest) || rest.hasPrefix("LAUNCHER_")
    }

    // MARK: - Members

    private mutating func document(
        _ path: String, _ read: () throws(DocumentError) -> [SourceNode.Member]
    ) -> [SourceNode.Member] {
        do throws(DocumentError) {
            return try read()
        } catch {
            complain(.file(path: path, line: error.line), error.message)
            return []
        }
    }

    private mutating func takeClusters(_ clusters: SourceNode.Member, path: String) {
        guard case .table(let members) = clusters.value.content else {
            return complain(
                .file(path: path, line: clusters.line),
                "\"clusters\" is \(clusters.value.inWords): give an object of settings for each cluster's name")
        }
        for member in members where !member.key.hasPrefix("_") {
            let place = SettingOrigin.file(path: path, line: member.line)
            let cluster: ClusterName
            do {
                cluster = try ClusterName(member.key)
            } catch {
                complain(place, "\(error)")
                continue
            }
            guard case .table(let settings) = member.value.content else {
                complain(place, "\"\(cluster)\" is \(member.value.inWords): give an object of settings")
                continue
            }
            for setting in settings where !setting.key.hasPrefix("_") {
                take(setting, path: path, by: .site, cluster: cluster)
            }
        }
    }

    private mutating func take(
        _ member: SourceNode.Member, path: String, by setter: Setters, cluster: ClusterName? = nil
    ) {
        let place = SettingOrigin.file(path: path, line: member.line)
        if member.key == "schema_version", cluster == nil { return checkVersion(member.value, place) }
        guard let setting = SettingTable.named(member.key) else {
            return complain(place, SettingsLayer.unknown(member.key))
        }
        guard setting.setters.contains(setter) else {
            return complain(place, "\(setting.key.debugDescription) \(SettingsLayer.advice(setting))")
        }
        if cluster != nil, !setting.isPerCluster {
            return complain(
                place, "\(setting.key.debugDescription) is the same for all clusters: set it outside of \"clusters\"")
        }
        take(setting, member.value, place, cluster: cluster)
    }

    private mutating func take(
        _ setting: any DeclaredSetting, _ node: SourceNode, _ origin: SettingOrigin, cluster: ClusterName? = nil
    ) {
        do throws(ValueError) {
            entries.append(Entry(key: setting.key, cluster: cluster, value: try setting.read(node), origin: origin))
        } catch {
            var place = origin
            if case .file(let path, let line) = origin { place = .file(path: path, line: error.line ?? line) }
            let unit = setting.unit.isEmpty ? "" : " (\(setting.unit))"
            complain(place, "\(setting.key.debugDescription) \(error.message)\(unit)")
        }
    }

    private mutating func checkVersion(_ node: SourceNode, _ place: SettingOrigin) {
        do throws(ValueError) {
            let version = try SettingKind<Int>.whole(1...Int.max).read(node)
            guard version > SettingsLayer.schemaVersion else { return }
            complain(
                place,
                "it has schema version \(version), and this program knows up to \(SettingsLayer.schemaVersion): update "
                    + "slurm-sb-tui")
        } catch {
            complain(place, "\"schema_version\" is \(node.inWords), which is not a whole number from 1")
        }
    }

    private mutating func complain(_ origin: SettingOrigin, _ message: String) {
        problems.append(SettingsProblem(origin: origin, message: message))
    }

    // MARK: - Words

    private static func unknown(_ key: String) -> String {
        let nearest = NearestName.of(key, among: SettingTable.all.map(\.key))
        return "there is no setting \(String(key.prefix(80)).debugDescription)" + hint(nearest)
    }

    private static func hint(_ nearest: String?) -> String {
        nearest.map { "; did you mean \($0.debugDescription)?" } ?? "; all of them are listed by: slurm-sb config"
    }

    /// Where a setting may be set, when it is not where it was found.
    private static func advice(_ setting: any DeclaredSetting) -> String {
        let callers = "\(setting.flag ?? "--set \(setting.key)=…") or $\(setting.variable)"
        return setting.setters.contains(.site)
            ? "is for the site to set, in config/policy.json below the root; who polls may use \(callers)"
            : "is not for the site to set: use \(callers), or config.yaml in ~/.slurm_scoreboard"
    }
}
