package import TerminalKit

/// Reads a look of the site's, `<root>/ui/theme.json`, or of a user's, `~/.slurm_scoreboard/theme.json`:
///
/// ```json
/// {
///   "schema_version": 1,
///   "name": "purdue",
///   "summary": "black and gold",
///   "base": "dark",
///   "roles": {
///     "title": {"256": "178 bold", "16": "bright-yellow bold", "mono": "bold"},
///     "key":   {"256": "black on 178"}
///   },
///   "selection": {"256": "on 58", "16": "white on blue"}
/// }
/// ```
/// `base` is the built-in theme from which everything comes that is not said. A role says how it looks on terminals with 256
/// colours, with 16, and without colours, each as `INK on GROUND ATTRIBUTE …`: see ``TerminalKit/Style/init(words:depth:)``.
/// `selection` is the selected row: a ground, an ink if all text shall have one, or `reverse`. Keys that begin with `_` are
/// comments.
package enum ThemeFile {
    private static let keys = ["schema_version", "name", "summary", "base", "roles", "selection"]

    /// Below a home directory.
    package static func path(home: String) -> String { SettingsReader.personal("theme.json", home: home) }

    /// Reads the bytes of a file. What is wrong is left out and told; without a usable name or base there is no theme.
    ///
    /// - Parameter summary: What choosers say of a theme that says nothing itself.
    package static func reading(
        _ bytes: [UInt8], path: String, summary: String
    ) -> (theme: Theme?, problems: [SettingsProblem]) {
        var problems: [SettingsProblem] = []
        func complain(_ line: Int?, _ message: String) {
            problems.append(SettingsProblem(origin: .file(path: path, line: line), message: message))
        }
        let members: [SourceNode.Member]
        do throws(DocumentError) {
            members = try JSONDocument.members(of: bytes)
        } catch {
            complain(error.line, error.message)
            return (nil, problems)
        }
        var name: String?
        var summary = summary
        var base: Theme? = .dark
        var changes: [SourceNode.Member] = []
        for member in members where !member.key.hasPrefix("_") {
            do throws(ValueError) {
                switch member.key {
                case "schema_version": try checkVersion(member.value)
                case "name": name = try readName(member.value)
                case "summary": summary = String(try member.value.line(of: "a text").prefix(60))
                case "base":
                    base = nil
                    base = try readBase(member.value)
                case "roles", "selection": changes.append(member)
                default: throw ValueError.unknownKey(member.key, among: keys)
                }
            } catch {
                complain(error.line ?? member.line, "\(member.key.prefix(80).debugDescription) \(error.message)")
            }
        }
        guard let name, let base else {
            if problems.isEmpty { complain(nil, "it has no \"name\": give the theme one") }
            return (nil, problems)
        }
        var theme = base.named(name, summary: summary)
        for member in changes {
            guard case .table(let entries) = member.value.content else {
                complain(member.line, "\"\(member.key)\" is \(member.value.inWords): give an object")
                continue
            }
            for problem in member.key == "roles" ? takeRoles(entries, &theme) : takeSelection(entries, &theme) {
                complain(problem.line, problem.message)
            }
        }
        return (theme, problems)
    }

    private static func checkVersion(_ node: SourceNode) throws(ValueError) {
        let version = try SettingKind<Int>.whole(1...Int.max).read(node)
        guard version > SettingsLayer.schemaVersion else { return }
        throw ValueError(
            "is \(version), and this program knows up to \(SettingsLayer.schemaVersion): update slurm-sb-tui")
    }

    private static func readName(_ node: SourceNode) throws(ValueError) -> String {
        let name = try node.line(of: "a name")
        let isPlain = name.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        guard isPlain, name.utf8.count <= 24 else {
            throw ValueError("is \(node.inWords), which is not up to 24 letters, digits, - and _")
        }
        guard Theme(named: name) == nil else {
            throw ValueError("is \(node.inWords), which is the name of a theme of the program: take another")
        }
        return name
    }

    private static func readBase(_ node: SourceNode) throws(ValueError) -> Theme {
        let text = try node.line(of: "a theme")
        guard let theme = Theme(named: text) else { throw ValueError.unknown(text, among: Theme.all.map(\.name)) }
        return theme
    }

    private static func takeRoles(_ entries: [SourceNode.Member], _ theme: inout Theme) -> [ValueError] {
        var problems: [ValueError] = []
        for entry in entries where !entry.key.hasPrefix("_") {
            guard let role = Role(key: entry.key) else {
                let error = ValueError.unknown(entry.key, among: Role.allCases.map(\.key))
                problems.append(ValueError("a role \(error.message)", line: entry.line))
                continue
            }
            problems += styles(entry) { style, depth throws(ValueError) in theme.set(style, for: role, depth: depth) }
        }
        return problems
    }

    private static func takeSelection(_ entries: [SourceNode.Member], _ theme: inout Theme) -> [ValueError] {
        let table = SourceNode(.table(entries))
        return styles(SourceNode.Member(key: "selection", line: nil, value: table)) { style, depth throws(ValueError) in
            guard depth != .mono else { throw ValueError("is reverse without colours, and nothing else") }
            let isReverse = style.attributes.contains(.reverse)
            guard (style.background != nil) != isReverse else {
                throw ValueError("needs a ground, as in \"on 58\", or \"reverse\"")
            }
            theme.setSelection(style, depth: depth)
        }
    }

    /// The looks of a role, or of the selection, by depth of colour.
    private static func styles(
        _ entry: SourceNode.Member, _ take: (Style, ColorDepth) throws(ValueError) -> Void
    ) -> [ValueError] {
        let name = entry.key.debugDescription
        guard case .table(let looks) = entry.value.content else {
            let advice = "give an object like {\"256\": \"178 bold\"}"
            return [ValueError("\(name) is \(entry.value.inWords): \(advice)", line: entry.line)]
        }
        var problems: [ValueError] = []
        for look in looks where !look.key.hasPrefix("_") {
            do throws(ValueError) {
                guard let depth = ColorDepth(rawValue: look.key), depth != .truecolor else {
                    throw ValueError.unknownKey(look.key, among: ["256", "16", "mono"])
                }
                try take(style(look.value, depth), depth)
            } catch {
                problems.append(
                    ValueError("\(name) \(look.key.prefix(40).debugDescription) \(error.message)", line: look.line))
            }
        }
        return problems
    }

    private static func style(_ node: SourceNode, _ depth: ColorDepth) throws(ValueError) -> Style {
        let text: String
        if case .number(let digits) = node.content { text = digits } else { text = try node.line(of: "a look") }
        do throws(StyleError) {
            return try Style(words: text, depth: depth)
        } catch {
            throw ValueError(error.message)
        }
    }
}
