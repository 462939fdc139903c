/// A terminal of a test: it obeys the sequences of ECMA-48 that a painter may write, and nothing else. Written apart
/// from the painter, by the standard.
struct PaperTerminal {
    struct Spot: Equatable {
        var glyph = " "
        var sgr = "0"
    }

    let width: Int
    let height: Int
    private(set) var spots: [Spot]
    private(set) var cursor = (x: 0, y: 0)
    private(set) var cursorIsSeen = true
    /// What no painter should write.
    private(set) var faults: [String] = []
    private(set) var synchronized = false
    private var sgr = "0"

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        spots = Array(repeating: Spot(), count: width * height)
    }

    subscript(x: Int, y: Int) -> Spot { spots[y * width + x] }

    func row(_ y: Int) -> String { (0..<width).map { self[$0, y].glyph }.joined() }

    /// The style at the end of a frame must be the terminal's own.
    var penIsPlain: Bool { sgr == "0" }

    mutating func obey(_ bytes: [UInt8]) {
        var rest = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}" else {
                write(scalar)
                continue
            }
            guard rest.popFirst() == "[" else {
                faults.append("no CSI")
                continue
            }
            var parameters = ""
            while let next = rest.first, next.value < 0x40 {
                parameters.unicodeScalars.append(next)
                rest.removeFirst()
            }
            control(rest.popFirst() ?? "?", parameters)
        }
    }

    private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
        switch (final, parameters) {
        case ("H", _):
            let numbers = parameters.split(separator: ";").compactMap { Int($0) }
            guard numbers.count == 2, (1...height).contains(numbers[0]), (1...width).contains(numbers[1]) else {
                faults.append("CUP \(parameters)")
                return
            }
            cursor = (numbers[1] - 1, numbers[0] - 1)
        case ("m", _): sgr = parameters
        case ("h", "?25"), ("l", "?25"): cursorIsSeen = final == "h"
        case ("h", "?2026"), ("l", "?2026"): synchronized = final == "h"
        default: faults.append("CSI \(parameters) \(final)")
        }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        if scalar.properties.generalCategory == .nonspacingMark {
            spots[cursor.y * width + max(0, cursor.x - 1)].glyph.unicodeScalars.append(scalar)
            return
        }
        let isWide = (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xD7A3).contains(scalar.value)
        guard scalar.value >= 0x20, cursor.x + (isWide ? 2 : 1) <= width else {
            faults.append("U+\(String(scalar.value, radix: 16)) at \(cursor)")
            return
        }
        spots[cursor.y * width + cursor.x] = Spot(glyph: String(Character(scalar)), sgr: sgr)
        if isWide { spots[cursor.y * width + cursor.x + 1] = Spot(glyph: "", sgr: sgr) }
        cursor.x += isWide ? 2 : 1
    }
}
