/// Something that an install or an uninstall did, or left.
struct InstallChange {
    enum Kind: String {
        case made = "new"
        case replaced
        /// The group or the mode alone.
        case madeRight = "mode"
        case removed
        /// Somebody changed it since.
        case kept
    }

    let kind: Kind
    /// Below the root.
    let path: String
    let isDirectory: Bool

    init(_ kind: Kind, _ path: String, isDirectory: Bool = false) {
        self.kind = kind
        self.path = path
        self.isDirectory = isDirectory
    }

    /// A line each, of four or more in one directory one line for all.
    static func lines(_ changes: [InstallChange]) -> [String] {
        struct Group: Hashable {
            let kind: Kind
            let directory: String
        }
        var groups: [Group: [InstallChange]] = [:]
        var order: [Group] = []
        for change in changes {
            // Entries of terminfo stand below a letter each.
            let isTerminal = change.path.hasPrefix(InstallPlan.terminfo + "/")
            let directory =
                isTerminal
                ? InstallPlan.terminfo : change.path.split(separator: "/").dropLast().joined(separator: "/")
            let group = Group(kind: change.kind, directory: directory)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(change)
        }
        return order.flatMap { group -> [String] in
            let changes = groups[group] ?? []
            let kind = group.kind.rawValue + String(repeating: " ", count: 10 - group.kind.rawValue.count)
            guard changes.count > 3, !group.directory.isEmpty else {
                return changes.map { kind + $0.path + ($0.isDirectory ? "/" : "") }
            }
            return ["\(kind)\(group.directory)/: \(changes.count) files"]
        }
    }
}
