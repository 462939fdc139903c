import Storage
import TerminalKit

extension SampleFile {
    /// `ui/theme.json` to begin from: it looks as if there were none.
    package static var siteTheme: String { theme(named: "site", summary: "the colours of this site") }

    /// The dark theme, role by role, under a name of its own.
    static func theme(named name: String, summary: String) -> String {
        let base = Theme.dark
        var writer = JSONWriter()
        writer.object { writer in
            writer.newline()
            writer.member(
                "_comment",
                "A look: ui/theme.json below the root for the site, theme.json in ~/.slurm_scoreboard for yourself. Keys that "
                    + "begin with _ are comments; a role that is left out is as in the base.")
            writer.newline()
            writer.member(
                "_looks",
                "256: with 256 colours, 16: with 16, mono: without. INK on GROUND and attributes, each may be left out. Colours: "
                    + "0 to 255 (0 to 15 with 16), \(Style.colorNames.prefix(8).joined(separator: ", ")), bright- before these, or default. "
                    + "Attributes: bold, dim, underline, reverse.")
            for (key, value) in [("name", name), ("summary", summary), ("base", base.name)] {
                writer.newline()
                writer.key(key)
                writer.string(value)
            }
            writer.newline()
            writer.key("roles")
            writer.object { writer in
                for role in Role.allCases {
                    writer.newline()
                    writer.key("_" + role.key)
                    writer.string(role.documentation)
                    writer.newline()
                    writer.key(role.key)
                    looks(&writer, [.palette256, .sixteen, .mono]) {
                        base.style(of: role, isSelected: false, depth: $0)
                    }
                }
                writer.lastNewline()
            }
            writer.newline()
            writer.member(
                "_selection",
                "The selected row: a ground, an ink if all its text shall have one, or reverse. Without colours it is reverse."
            )
            writer.newline()
            writer.key("selection")
            looks(&writer, [.palette256, .sixteen]) { base.selection(depth: $0) }
            writer.lastNewline()
        }
        writer.lastNewline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func looks(_ writer: inout JSONWriter, _ depths: [ColorDepth], _ style: (ColorDepth) -> Style) {
        writer.object { writer in
            for depth in depths {
                writer.key(depth.rawValue)
                writer.string(style(depth).words)
            }
        }
    }
}
