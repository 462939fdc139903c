import CNcurses
import TerminalKit

/// Frames by way of ncurses, which knows every kind of terminal.
struct CursesPainter: Painter {
    let window: UnsafeMutablePointer<WINDOW>
    var theme: Theme {
        // A terminal may have no more than 64 pairs: those of the look before make room.
        didSet { pairs.forgetAll() }
    }
    var pairs: ColorPairs

    /// ncurses does not tell.
    var isLagging: Bool { false }

    mutating func paint(_ frame: ScreenBuffer, since earlier: ScreenBuffer?, size: Size) {
        for change in frame.changes(since: earlier) where change.y < size.height { draw(frame, change, size) }
        if let caret = frame.caret, frame.bounds.contains(caret) {
            wmove(window, Int32(caret.y), Int32(caret.x))
            curs_set(1)
        } else {
            curs_set(0)
        }
        wnoutrefresh(window)
        doupdate()
    }

    mutating func forget() { clearok(window, true) }

    private mutating func draw(_ frame: ScreenBuffer, _ change: ScreenBuffer.Change, _ size: Size) {
        var x = change.columns.lowerBound
        while x < min(change.columns.upperBound, size.width) {
            let first = frame[x, change.y]
            var text: [wchar_t] = []
            let start = x
            while x < min(change.columns.upperBound, size.width) {
                let cell = frame[x, change.y]
                guard cell.role == first.role, cell.isSelected == first.isSelected else { break }
                if let byte = cell.byte {
                    text.append(wchar_t(byte))
                } else if !cell.isContinuation {
                    let isWide = x + 1 < frame.size.width && frame[x + 1, change.y].isContinuation
                    text += CursesScreen.characters(cell.glyph, width: isWide ? 2 : 1)
                }
                x += 1
            }
            let (pair, attributes) = pairs.resolve(theme.style(of: first, depth: pairs.depth))
            wmove(window, Int32(change.y), Int32(start))
            cn_attr_set(window, attributes, pair)
            waddnwstr(window, text, Int32(text.count))
        }
    }
}
