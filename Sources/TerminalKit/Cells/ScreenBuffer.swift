/// A picture of the screen in cells.
///
/// Whatever is written, each row's widths add up to the width: text is cut at the clip, a wide glyph that does not fit
/// becomes a space, and one that is half overwritten loses its other half. No control character reaches a cell.
package struct ScreenBuffer: Hashable, Sendable {
    /// Fixed for the life of the buffer.
    package let size: Size
    /// Row by row.
    package private(set) var cells: [Cell]
    /// Where the text caret blinks; nil hides it.
    package var caret: Point?
    /// Nothing outside is written.
    package var clip: Rect {
        didSet { clip = clip.intersection(bounds) }
    }
    /// The end of a text that was cut, and whether text from outside must be ASCII.
    package let glyphs: Glyphs
    /// Whether widgets give their cells places in gradients; such a buffer looks best on a terminal of many colours.
    package let isShaded: Bool
    /// How far the meters have grown; nil when nothing moves.
    package var growth: MeterGrowth?
    /// What part of each meter is shown as filled, by the meter's key; known of shaded buffers.
    package internal(set) var meters: [String: Double] = [:]

    /// Where a text stands in its field.
    package enum Alignment: Sendable {
        case left, right, centre
    }

    /// A buffer of spaces.
    package init(size: Size, glyphs: Glyphs = .unicode, isShaded: Bool = false) {
        self.size = size
        self.glyphs = glyphs
        self.isShaded = isShaded
        cells = Array(repeating: .blank, count: size.width * size.height)
        clip = Rect(x: 0, y: 0, width: size.width, height: size.height)
    }

    /// All of it.
    package var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

    /// The cell at a place inside.
    package subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

    /// The cells of one row.
    package func row(_ y: Int) -> ArraySlice<Cell> { cells[y * size.width..<(y + 1) * size.width] }

    /// Writes text from (x, y) to the right, at most to the clip's edge.
    ///
    /// - Returns: The column after the text, also where it lies outside the clip.
    @discardableResult
    package mutating func write(
        _ text: String, x: Int, y: Int, role: Role = .text, isSelected: Bool = false
    ) -> Int {
        if text.isPlain { return writePlain(text, x: x, y: y, role: role, isSelected: isSelected) }
        return write(SafeText(text, asciiOnly: glyphs.isASCII), x: x, y: y, role: role, isSelected: isSelected)
    }

    /// The same with text of which every byte is a column, as most is: no pieces are made of it.
    private mutating func writePlain(_ text: String, x: Int, y: Int, role: Role, isSelected: Bool) -> Int {
        var column = x
        for byte in text.utf8 {
            place(Cell(byte: byte, role: role, isSelected: isSelected), width: 1, x: column, y: y)
            column += 1
        }
        return column
    }

    /// The same with text that is safe already.
    @discardableResult
    package mutating func write(
        _ text: SafeText, x: Int, y: Int, role: Role = .text, isSelected: Bool = false
    ) -> Int {
        var column = x
        for piece in text.pieces {
            let cell = Cell(glyph: piece.glyph, role: role, isSelected: isSelected)
            place(cell, width: piece.width, x: column, y: y)
            column += piece.width
        }
        return column
    }

    /// Writes text into a field of `width` columns, cut with an ellipsis when it is longer, filled with spaces when it
    /// is shorter.
    package mutating func write(
        _ text: String, x: Int, y: Int, width: Int, alignment: Alignment = .left, role: Role = .text,
        isSelected: Bool = false
    ) {
        let fits = text.isPlain && text.utf8.count <= width
        let fitted =
            fits ? nil : SafeText(text, asciiOnly: glyphs.isASCII).truncated(to: width, ellipsis: glyphs.ellipsis)
        let gap = max(0, width - (fitted?.width ?? text.utf8.count))
        let before =
            switch alignment {
            case .left: 0
            case .right: gap
            case .centre: gap / 2
            }
        fill(Rect(x: x, y: y, width: before, height: 1), role: role, isSelected: isSelected)
        let end =
            if let fitted {
                write(fitted, x: x + before, y: y, role: role, isSelected: isSelected)
            } else {
                writePlain(text, x: x + before, y: y, role: role, isSelected: isSelected)
            }
        fill(Rect(x: end, y: y, width: gap - before, height: 1), role: role, isSelected: isSelected)
    }

    /// Fills a rectangle with one narrow glyph.
    package mutating func fill(
        _ rect: Rect, glyph: String = " ", role: Role = .text, isSelected: Bool = false, shade: UInt8 = 0
    ) {
        let cell = Cell(glyph: glyph, role: role, isSelected: isSelected, shade: isShaded ? shade : 0)
        let area = rect.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { set(cell, x: x, y: y) }
        }
    }

    /// What is selected looks as everything else from here on.
    package mutating func withdrawSelection() {
        for index in cells.indices where cells[index].isSelected { cells[index].isSelected = false }
    }

    /// Gives the cells of a rectangle that are of this role their places in its gradient: `shade` is asked with the
    /// distance from the rectangle's left and upper edge. Without effect on a buffer that is not shaded.
    package mutating func shade(_ rect: Rect, role: Role, _ shade: (_ dx: Int, _ dy: Int) -> UInt8) {
        guard isShaded else { return }
        let area = rect.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX where cells[y * size.width + x].role == role {
                cells[y * size.width + x].shade = shade(x - rect.x, y - rect.y)
            }
        }
    }

    /// - Parameter width: 1 or 2 columns.
    private mutating func place(_ cell: Cell, width: Int, x: Int, y: Int) {
        guard y >= clip.y, y < clip.maxY, x < clip.maxX, x + width > clip.x else { return }
        guard x >= clip.x, x + width <= clip.maxX else {
            // Half of a wide glyph lies outside: its place is kept, its half is not shown.
            let visible = max(x, clip.x)
            set(Cell(role: cell.role, isSelected: cell.isSelected), x: visible, y: y)
            return
        }
        set(cell, x: x, y: y)
        if width == 2 {
            set(Cell(glyph: "", role: cell.role, isSelected: cell.isSelected), x: x + 1, y: y)
        }
    }

    /// Sets one cell and blanks the other half of a wide glyph that it breaks.
    private mutating func set(_ cell: Cell, x: Int, y: Int) {
        let index = y * size.width + x
        if cells[index].isContinuation, !cell.isContinuation, x > 0 { cells[index - 1].glyph = " " }
        if x + 1 < size.width, !cells[index].isContinuation, cells[index + 1].isContinuation {
            cells[index + 1].glyph = " "
        }
        cells[index] = cell
    }
}
