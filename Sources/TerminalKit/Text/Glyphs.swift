/// The signs that the interface draws with, each one column wide.
package struct Glyphs: Hashable, Sendable {
    /// Whether text from outside must be shown in ASCII as well.
    package var isASCII = false
    package var horizontal = "━"
    package var vertical = "┃"
    package var topLeft = "┏"
    package var topRight = "┓"
    package var bottomLeft = "┗"
    package var bottomRight = "┛"
    package var leftTee = "┣"
    package var rightTee = "┫"
    package var crown = "♛"
    package var up = "▲"
    package var down = "▼"
    package var same = "–"
    package var pointer = "▶"
    package var dot = "●"
    package var ellipsis = "…"
    package var more = "›"
    package var less = "‹"
    package var none = "–"
    package var meter = "━"
    package var meterTrack = "─"
    /// A column of a meter of which the left half is filled.
    package var meterHalf = "╾"
    package var thumb = "█"
    package var track = "░"
    /// From the least to the most. No full block: such blocks in adjacent rows would fuse.
    package var spark = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    /// The cells of a column that is several rows high, from the least to a full one.
    package var column = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// The days of a calendar, from nothing to the most. They differ in shape too, for terminals without colours.
    package var heat = ["·", "□", "▤", "▦", "■"]
    /// A row that the person marked.
    package var mark = "◆"
    /// Something that was reached.
    package var star = "★"
    /// What is on, in its box.
    package var check = "✓"
    /// The names of the keys that have a sign.
    package var arrowUp = "↑"
    package var arrowDown = "↓"
    package var arrowLeft = "←"
    package var arrowRight = "→"

    /// For terminals that show Unicode.
    package static let unicode = Glyphs()

    /// For terminals, locales and people that want ASCII.
    package static let ascii = Glyphs(
        isASCII: true,
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        leftTee: "+", rightTee: "+", crown: "*", up: "^", down: "v", same: "-", pointer: ">", dot: "*",
        ellipsis: "~", more: ">", less: "<", none: "-", meter: "=", meterTrack: "-", meterHalf: "=", thumb: "#",
        track: ":",
        spark: ["_", ".", ":", "-", "=", "+", "#"],
        column: ["_", "_", ".", ".", ":", ":", "#", "#"], heat: [".", "-", "+", "*", "#"], mark: "+", star: "*",
        check: "x",
        arrowUp: "Up", arrowDown: "Down", arrowLeft: "Left", arrowRight: "Right")

    /// For the console of Linux, whose fonts of 256 or 512 glyphs have the old line drawing, squares and shades, and
    /// little else.
    package static let linuxConsole = Glyphs(
        horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
        leftTee: "├", rightTee: "┤", crown: "♦", same: "-", pointer: "►", dot: "•", ellipsis: "~", more: ">", less: "<",
        none: "-", meter: "■", meterTrack: "─", meterHalf: "■", track: "░", spark: ["░", "░", "▒", "▒", "▓", "▓", "█"],
        column: ["▄", "▄", "▄", "▄", "▄", "█", "█", "█"], heat: ["·", "░", "▒", "▓", "█"], mark: "♦", star: "*",
        check: "√")
}
