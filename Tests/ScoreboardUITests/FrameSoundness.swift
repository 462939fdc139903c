import Testing
import TerminalKit

/// What is true of every frame: each row's widths add up, no wide glyph is split, no cell holds what a terminal obeys,
/// and the caret is on the screen.
func expectSound(_ frame: ScreenBuffer, sourceLocation: SourceLocation = #_sourceLocation) {
    var faults: [String] = []
    if frame.cells.count != frame.size.width * frame.size.height { faults.append("cells do not fill the screen") }
    for y in 0..<frame.size.height {
        var x = 0
        while x < frame.size.width {
            let cell = frame[x, y]
            let width = columns(of: cell.glyph)
            if width == 0 || width > 2 { faults.append("(\(x),\(y)) is \(width) wide: \(cell.glyph.debugDescription)") }
            let followed = x + 1 < frame.size.width && frame[x + 1, y].isContinuation
            if (width == 2) != followed { faults.append("(\(x),\(y)) is split: \(cell.glyph.debugDescription)") }
            for scalar in cell.glyph.unicodeScalars {
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                    faults.append("(\(x),\(y)) holds U+\(String(scalar.value, radix: 16))")
                default: break
                }
            }
            if cell.glyph.unicodeScalars.count > 3 { faults.append("(\(x),\(y)) holds too many scalars") }
            x += max(1, width)
        }
        if x != frame.size.width { faults.append("row \(y) is \(x) wide") }
    }
    if let caret = frame.caret, !frame.bounds.contains(caret) { faults.append("the caret is at \(caret)") }
    #expect(faults == [], sourceLocation: sourceLocation)
}

/// The width of a cell's first scalar by East Asian Width, written down here apart from the code under test: only the
/// blocks that the samples use.
private func columns(of glyph: String) -> Int {
    guard let first = glyph.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF:
        return 2
    default: return 1
    }
}
