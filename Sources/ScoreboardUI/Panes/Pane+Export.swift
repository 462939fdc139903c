import TerminalKit

extension Pane {
    /// The lines of the screen: right for a view whose text is all there is to it.
    package func export(_ scene: Scene) -> ExportDocument {
        var document = ExportDocument([Self.name], title: Self.title)
        document.lines = screenLines(scene)
        return document
    }

    /// The fields of the line that is selected on the screen; a gap of two columns parts two fields.
    package func copiedFields(_ scene: Scene) -> [String]? {
        let frame = screen(scene)
        guard let y = (0..<frame.size.height).first(where: { frame.row($0).contains(where: \.isSelected) }) else {
            return nil
        }
        let text = frame.row(y).map { $0.isSelected && $0.role != .pointer ? $0.glyph : " " }.joined()
        var fields: [String] = []
        var gap = 2
        for character in text {
            guard character != " " else {
                gap += 1
                continue
            }
            if gap >= 2 {
                fields.append("")
            } else if gap == 1 {
                fields[fields.count - 1].append(" ")
            }
            fields[fields.count - 1].append(character)
            gap = 0
        }
        return fields.isEmpty ? nil : fields
    }

    private func screen(_ scene: Scene) -> ScreenBuffer {
        var scene = scene
        if scene.isTooSmall { scene.size = Size(width: 80, height: 24) }
        var buffer = ScreenBuffer(size: scene.size, glyphs: scene.glyphs)
        buffer.clip = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        render(into: &buffer, scene)
        return buffer
    }

    /// What stands inside the frame, without lines, bars and scrollbars, and with no more than one empty line in a row.
    func screenLines(_ scene: Scene) -> [String] {
        let frame = screen(scene)
        var lines: [String] = []
        for y in 1..<max(1, frame.size.height - 1) {
            var line = frame.row(y).dropFirst(2).map { cell -> String in
                switch cell.role {
                case .border, .thumb, .track, .pointer: cell.isContinuation ? "" : " "
                default: cell.glyph
                }
            }.joined()
            while line.last == " " { line.removeLast() }
            if !line.isEmpty || lines.last.map({ !$0.isEmpty }) ?? false { lines.append(line) }
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }
}
