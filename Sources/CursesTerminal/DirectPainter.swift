import TerminalKit

/// Frames written to the terminal as ECMA-48 sequences, each in one piece, with any colour of 24 bits: ncurses has a
/// palette only. It reads the keys meanwhile and draws nothing.
struct DirectPainter<Line: TerminalLine>: Painter {
    var line: Line
    var theme: Theme
    let depth: ColorDepth
    /// Longer than this, and the terminal takes fewer than twenty frames a second.
    static var frameMilliseconds: Int64 { 50 }
    /// One late frame may be the machine's; two in a row are the line's.
    private static var lateLimit: Int { 2 }

    private var lateFrames = 0
    private(set) var isLagging: Bool

    init(line: Line, theme: Theme, depth: ColorDepth) {
        self.line = line
        self.theme = theme
        self.depth = depth
        // 38400 is what every pseudoterminal has and says nothing; less is a real line.
        isLagging = line.speed.map { $0 < 38400 } ?? false
    }

    /// The screen is painted whole at the next frame anyway.
    mutating func forget() {}

    mutating func paint(_ frame: ScreenBuffer, since earlier: ScreenBuffer?, size: Size) {
        let bytes = DirectPainter.bytes(of: frame, since: earlier, size: size, theme: theme, depth: depth)
        let before = line.milliseconds
        let isBehind = line.waitingBytes > 0
        line.write(bytes)
        let isLate = isBehind || line.milliseconds - before > DirectPainter.frameMilliseconds
        lateFrames = isLate ? lateFrames + 1 : 0
        if lateFrames >= DirectPainter.lateLimit { isLagging = true }
    }

    /// What has to be written. The terminal is asked to show it at once (private mode 2026); those that do not know the
    /// mode pass over it.
    static func bytes(
        of frame: ScreenBuffer, since earlier: ScreenBuffer?, size: Size, theme: Theme, depth: ColorDepth
    ) -> [UInt8] {
        var pen = Pen(theme: theme, depth: depth)
        for change in frame.changes(since: earlier) where change.y < size.height {
            pen.draw(frame, change, since: earlier, width: size.width)
        }
        var text = "\u{1B}[?2026h\u{1B}[?25l" + pen.text
        if !pen.text.isEmpty { text += "\u{1B}[0m" }
        if let caret = frame.caret, frame.bounds.contains(caret) {
            text += "\u{1B}[\(caret.y + 1);\(caret.x + 1)H\u{1B}[?25h"
        }
        return Array((text + "\u{1B}[?2026l").utf8)
    }

    /// What is being written, and where and how the terminal would write on.
    private struct Pen {
        let theme: Theme
        let depth: ColorDepth
        var text = ""
        private var place: Point?
        private var style: Style?

        init(theme: Theme, depth: ColorDepth) {
            self.theme = theme
            self.depth = depth
        }

        /// Cells that did not change are written over when there are fewer of them than the bytes that skip them.
        private static var shortestSkip: Int { 8 }

        mutating func draw(
            _ frame: ScreenBuffer, _ change: ScreenBuffer.Change, since earlier: ScreenBuffer?, width: Int
        ) {
            var x = change.columns.lowerBound
            let end = min(change.columns.upperBound, width)
            while x < end {
                let same = unchanged(frame, earlier, from: x, to: end, y: change.y)
                if same >= Pen.shortestSkip {
                    x += same
                    continue
                }
                for _ in 0..<max(1, same) where x < end {
                    draw(frame, x: x, y: change.y)
                    x += 1
                }
            }
        }

        /// How many cells are as they were; never ends within a wide glyph.
        private func unchanged(
            _ frame: ScreenBuffer, _ earlier: ScreenBuffer?, from x: Int, to end: Int, y: Int
        ) -> Int {
            guard let earlier else { return 0 }
            var next = x
            while next < end, frame[next, y] == earlier[next, y] { next += 1 }
            while next > x, next < end, frame[next, y].isContinuation || earlier[next, y].isContinuation { next -= 1 }
            return next - x
        }

        private mutating func draw(_ frame: ScreenBuffer, x: Int, y: Int) {
            let cell = frame[x, y]
            guard !cell.isContinuation else { return }
            if place != Point(x: x, y: y) { text += "\u{1B}[\(y + 1);\(x + 1)H" }
            let wanted = theme.style(of: cell, depth: depth)
            if wanted != style {
                text += wanted.sequence
                style = wanted
            }
            let isWide = x + 1 < frame.size.width && frame[x + 1, y].isContinuation
            if let byte = cell.byte {
                text.unicodeScalars.append(Unicode.Scalar(byte))
                place = Point(x: x + 1, y: y)
            } else {
                let glyph = cell.glyph
                for character in CursesScreen.characters(glyph, width: isWide ? 2 : 1) {
                    Unicode.Scalar(UInt32(bitPattern: character)).map { text.unicodeScalars.append($0) }
                }
                // Terminals disagree about wide and combined glyphs: what follows is placed anew.
                place = isWide || glyph.unicodeScalars.count > 1 ? nil : Point(x: x + 1, y: y)
            }
        }
    }
}
