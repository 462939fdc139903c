extension ScreenBuffer {
    /// Draws values as upright bars, scaled to the largest, or to `largest` when several charts share a scale: one a value,
    /// `step` columns apart, the last column of each step left free when there is more than one. What is more than nothing
    /// shows at least the least sign.
    package mutating func drawColumns(
        _ values: [Double], in rect: Rect, step: Int, largest: Double? = nil, role: Role = .spark
    ) {
        let largest = largest ?? values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        let parts = glyphs.column.count
        let barWidth = max(1, step - 1)
        for (index, value) in values.enumerated() {
            let share = largest > 0 && value.isFinite ? max(0, value) / largest : 0
            let exact = Int((share * Double(rect.height * parts)).rounded())
            let height = share > 0 ? max(1, exact) : 0
            let x = rect.x + index * step
            for row in 0..<rect.height {
                let part = min(parts, height - row * parts)
                let place = Rect(x: x, y: rect.maxY - 1 - row, width: barWidth, height: 1)
                if part > 0 {
                    fill(
                        place, glyph: glyphs.column[part - 1], role: role,
                        shade: Gradient.position(step: row, of: rect.height))
                } else if row == 0 {
                    fill(place, glyph: glyphs.column[0], role: .track)
                }
            }
        }
    }

    /// Draws the titles of a table's columns, underlined from the first to the last.
    package mutating func drawHeader(_ table: TableLayout, y: Int) {
        guard let first = table.places.first else { return }
        fill(Rect(x: first.x, y: y, width: table.maxX - first.x, height: 1), role: .header)
        for place in table.places {
            write(
                table.columns[place.index].title, x: place.x, y: y, width: place.width, alignment: place.alignment,
                role: .header)
        }
    }

    /// Draws a title with a thin line behind it up to the end of the width, and a note at its right end.
    package mutating func drawRule(_ title: String, note: String = "", x: Int, y: Int, width: Int) {
        fill(Rect(x: x, y: y, width: width, height: 1), glyph: glyphs.meterTrack, role: .border)
        let titleWidth = min(title.displayWidth, width)
        write(title, x: x, y: y, width: titleWidth, role: .title)
        if titleWidth < width { write(" ", x: x + titleWidth, y: y) }
        let room = width - titleWidth - 4
        guard !note.isEmpty, room >= 6 else { return }
        let noteWidth = min(note.displayWidth, room)
        write(" ", x: x + width - noteWidth - 1, y: y)
        write(note, x: x + width - noteWidth, y: y, width: noteWidth, role: .dim)
    }
}
