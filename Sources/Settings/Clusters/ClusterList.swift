package import Storage

/// The clusters of `<root>/config/clusters.json`:
/// `{"schema_version":1,"clusters":[{"name":"negishi","display_name":"Negishi","time_zone":"America/Indiana/Indianapolis"},
/// {"name":"geddes","excluded":true}]}`.
///
/// Keys that begin with `_` are comments. A cluster that is not listed takes part under its own name.
package struct ClusterList: Equatable, Sendable {
    /// In the order of the file.
    package private(set) var entries: [ClusterEntry] = []

    package init() {}

    /// Clusters that take no part.
    package var excluded: Set<ClusterName> { Set(entries.filter(\.isExcluded).map(\.name)) }

    /// What people call the clusters, by name; those without a name of their own are not in it.
    package var displayNames: [String: String] {
        Dictionary(entries.compactMap { entry in entry.displayName.map { (entry.name.text, $0) } }) { first, _ in first
        }
    }

    /// Reads the file. An entry that is wrong is left out and told.
    package static func reading(_ bytes: [UInt8], path: String) -> (list: ClusterList, problems: [SettingsProblem]) {
        var list = ClusterList()
        var problems: [SettingsProblem] = []
        func complain(_ line: Int?, _ message: String) {
            problems.append(SettingsProblem(origin: .file(path: path, line: line), message: message))
        }
        let members: [SourceNode.Member]
        do throws(DocumentError) {
            members = try JSONDocument.members(of: bytes)
        } catch {
            complain(error.line, error.message)
            return (list, problems)
        }
        var lines: [ClusterName: Int?] = [:]
        for member in members where !member.key.hasPrefix("_") {
            do throws(ValueError) {
                switch member.key {
                case "schema_version":
                    let version = try SettingKind<Int>.whole(1...Int.max).read(member.value)
                    if version > SettingsLayer.schemaVersion { complain(member.line, newer(version)) }
                case "clusters":
                    guard case .list(let elements) = member.value.content else {
                        throw ValueError("is \(member.value.inWords): give a list of objects")
                    }
                    for element in elements {
                        do throws(ValueError) {
                            let entry = try entry(element)
                            if let first = lines.updateValue(element.line, forKey: entry.name) {
                                let place = first.map { ", first on line \($0)" } ?? ""
                                complain(element.line, "the cluster \"\(entry.name)\" is listed twice\(place)")
                            } else {
                                list.entries.append(entry)
                            }
                        } catch {
                            complain(error.line ?? element.line, error.message)
                        }
                    }
                default: throw ValueError.unknownKey(member.key, among: ["schema_version", "clusters"])
                }
            } catch {
                complain(error.line ?? member.line, "\(member.key.prefix(80).debugDescription) \(error.message)")
            }
        }
        return (list, problems)
    }

    private static func newer(_ version: Int) -> String {
        "it has schema version \(version), and this program knows up to \(SettingsLayer.schemaVersion): update slurm-sb-tui"
    }

    private static func entry(_ node: SourceNode) throws(ValueError) -> ClusterEntry {
        guard case .table(let members) = node.content else {
            throw ValueError("\(node.inWords) is no cluster: give an object like {\"name\": \"negishi\"}")
        }
        var name: ClusterName?
        var displayName: String?
        var timeZone: String?
        var isExcluded = false
        for member in members where !member.key.hasPrefix("_") {
            do throws(ValueError) {
                switch member.key {
                case "name": name = try SettingKind.cluster.read(member.value)
                case "display_name": displayName = try title(member.value)
                case "time_zone": timeZone = try zone(member.value)
                case "excluded": isExcluded = try SettingKind.truth.read(member.value)
                default:
                    throw ValueError.unknownKey(member.key, among: ["name", "display_name", "time_zone", "excluded"])
                }
            } catch {
                throw ValueError(
                    "\(member.key.prefix(80).debugDescription) \(error.message)", line: error.line ?? member.line)
            }
        }
        guard let name else { throw ValueError("a cluster has no \"name\"") }
        return ClusterEntry(name: name, displayName: displayName, timeZone: timeZone, isExcluded: isExcluded)
    }

    private static func title(_ node: SourceNode) throws(ValueError) -> String {
        let text = try node.line(of: "a text")
        guard text.count <= 40 else { throw ValueError("is longer than 40 characters") }
        return text
    }

    /// Checked for its form alone: the database of zones may not be here.
    private static func zone(_ node: SourceNode) throws(ValueError) -> String {
        let text = try node.line(of: "a time zone")
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let allowed = text.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F, 0x2F: true
            default: false
            }
        }
        guard allowed, parts.count <= 3, parts.allSatisfy({ !$0.isEmpty }) else {
            throw ValueError("is \(node.inWords), which is no time zone like America/Indiana/Indianapolis or UTC")
        }
        return text
    }
}
