import TerminalKit

/// The clusters at the side of a pane, of which one is looked at.
struct ClusterList {
    /// One cluster.
    struct Row {
        var title: String
        /// A sign before it.
        var mark: String
        var markRole: Role
        /// How it is, in a word or two, at the right.
        var words: String
        var wordsRole: Role
    }

    /// What the words at the right say, where a line above has room for it.
    let heading: String
    let rows: [Row]
    let selection: Int
    let layout: ClusterListLayout

    /// The first cluster that is seen, so that the selected one is.
    static func offset(count: Int, selection: Int, _ layout: ClusterListLayout) -> Int {
        max(0, min(count - layout.list.height, selection - layout.list.height / 2))
    }

    func render(into buffer: inout ScreenBuffer) {
        let frame = layout.frame
        if let x = layout.dividerX {
            buffer.fill(
                Rect(x: x, y: 1, width: 1, height: frame.height - 2), glyph: buffer.glyphs.vertical, role: .border)
            buffer.write("Cluster", x: 5, y: 1, role: .header)
            buffer.write(heading, x: x - 13, y: 1, width: 12, alignment: .right, role: .dim)
        }
        if let y = layout.dividerY { buffer.drawDivider(frame, y: y) }
        let offset = ClusterList.offset(count: rows.count, selection: selection, layout)
        for line in 0..<layout.list.height where rows.indices.contains(offset + line) {
            render(
                rows[offset + line], into: &buffer, y: layout.list.y + line, isSelected: offset + line == selection)
        }
    }

    private func render(_ row: Row, into buffer: inout ScreenBuffer, y: Int, isSelected: Bool) {
        let area = layout.list
        buffer.fill(Rect(x: area.x, y: y, width: area.width, height: 1), isSelected: isSelected)
        if isSelected { buffer.write(buffer.glyphs.pointer, x: area.x, y: y, role: .pointer, isSelected: true) }
        buffer.write(row.mark, x: area.x + 2, y: y, role: row.markRole, isSelected: isSelected)
        let width = min(row.words.displayWidth, max(0, area.width - 12))
        buffer.write(
            row.words, x: area.maxX - 1 - width, y: y, width: width, alignment: .right, role: row.wordsRole,
            isSelected: isSelected)
        buffer.write(
            row.title, x: area.x + 4, y: y, width: max(0, area.width - width - 7),
            role: isSelected ? .strong : .text, isSelected: isSelected)
    }
}
