/// A frame as an SVG picture, for pages.
package enum SVGPicture {
    /// The size of a cell and of the letters, in pixels.
    private static let cellWidth = 10
    private static let cellHeight = 20
    private static let fontSize = 16

    /// A whole SVG document, on dark paper, or on light for a light theme.
    package static func encode(_ frame: ScreenBuffer, theme: Theme, depth: ColorDepth) -> String {
        let paper = theme.isLight ? "#fdf6e3" : "#181612"
        let ink = theme.isLight ? "#262626" : "#dcdcd2"
        let width = frame.size.width * cellWidth
        let height = frame.size.height * cellHeight
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" \
            font-size="\(fontSize)">
            <rect width="100%" height="100%" fill="\(paper)"/>

            """
        for y in 0..<frame.size.height {
            for run in runs(frame, y) {
                let style = theme.style(of: run.cell, depth: depth)
                var fill = (style.ink ?? style.foreground.map(RGB.init(paletteIndex:)))?.hexadecimal ?? ink
                var back = style.background.map { RGB(paletteIndex: $0).hexadecimal }
                if style.attributes.contains(.reverse) { (fill, back) = (back ?? paper, fill) }
                let x = run.x * cellWidth
                if let back {
                    text += "<rect x=\"\(x)\" y=\"\(y * cellHeight)\" width=\"\(run.width * cellWidth)\" "
                    text += "height=\"\(cellHeight)\" fill=\"\(back)\"/>\n"
                }
                guard run.glyphs.contains(where: { $0 != " " }) else { continue }
                text += "<text x=\"\(x)\" y=\"\(y * cellHeight + 15)\" fill=\"\(fill)\" xml:space=\"preserve\" "
                text += "textLength=\"\(run.width * cellWidth)\""
                if style.attributes.contains(.bold) { text += " font-weight=\"bold\"" }
                if style.attributes.contains(.dim) { text += " opacity=\"0.6\"" }
                if style.attributes.contains(.underline) { text += " text-decoration=\"underline\"" }
                text += ">\(escaped(run.glyphs))</text>\n"
            }
        }
        return text + "</svg>\n"
    }

    private struct Run {
        var x: Int
        var width: Int
        var cell: Cell
        var glyphs: String
    }

    private static func runs(_ frame: ScreenBuffer, _ y: Int) -> [Run] {
        var runs: [Run] = []
        for (x, cell) in frame.row(y).enumerated() {
            if let last = runs.last, last.cell.role == cell.role, last.cell.isSelected == cell.isSelected,
                last.cell.shade == cell.shade
            {
                runs[runs.count - 1].width += 1
                runs[runs.count - 1].glyphs += cell.glyph
            } else {
                runs.append(Run(x: x, width: 1, cell: cell, glyphs: cell.glyph))
            }
        }
        return runs
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
