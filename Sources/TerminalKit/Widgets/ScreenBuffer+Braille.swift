extension ScreenBuffer {
    /// Draws values as the area beneath a line, in the dots of Braille signs: two a column across, four a row up, scaled
    /// to the largest. Few values are joined by straight lines; of many, each dot's column shows its largest. What is
    /// more than nothing shows at least one dot.
    package mutating func drawBraille(_ values: [Double], in rect: Rect, role: Role = .spark) {
        let heights = ScreenBuffer.dots(values, across: rect.width * 2, up: rect.height * 4)
        for column in 0..<rect.width {
            let left = heights[column * 2]
            let right = heights[column * 2 + 1]
            for row in 0..<rect.height {
                let below = (rect.height - 1 - row) * 4
                let sign = ScreenBuffer.brailleSign(left: left - below, right: right - below)
                let isEmpty = left <= below && right <= below
                // The ground is drawn where nothing is, so that a quiet time does not look like a missing one.
                let isGround = isEmpty && row == rect.height - 1
                fill(
                    Rect(x: rect.x + column, y: rect.y + row, width: 1, height: 1),
                    glyph: isEmpty ? isGround ? "⣀" : " " : sign, role: isEmpty ? isGround ? .track : .text : role,
                    shade: isEmpty ? 0 : Gradient.position(step: rect.height - 1 - row, of: rect.height))
            }
        }
    }

    /// How many dots high each of `width` columns of dots is.
    static func dots(_ values: [Double], across width: Int, up height: Int) -> [Int] {
        guard width > 0, height > 0, !values.isEmpty else { return Array(repeating: 0, count: max(0, width)) }
        let held = values.map { $0.isFinite ? max(0, $0) : 0 }
        let largest = held.max() ?? 0
        return (0..<width).map { column in
            let value = sample(held, column, of: width)
            guard largest > 0, value > 0 else { return 0 }
            return max(1, Int((value / largest * Double(height)).rounded()))
        }
    }

    private static func sample(_ values: [Double], _ column: Int, of width: Int) -> Double {
        if values.count >= width {
            let first = column * values.count / width
            let end = max(first + 1, (column + 1) * values.count / width)
            return values[first..<end].reduce(0, max)
        }
        guard values.count > 1 else { return values[0] }
        let place = Double(column) * Double(values.count - 1) / Double(width - 1)
        let lower = min(values.count - 2, Int(place))
        return values[lower] + (values[lower + 1] - values[lower]) * (place - Double(lower))
    }

    /// The sign with its left and right dots filled from below up to these heights.
    static func brailleSign(left: Int, right: Int) -> String {
        // From below: the dots 7, 3, 2, 1 at the left and 8, 6, 5, 4 at the right; dot n is bit n - 1.
        let leftBits: [UInt32] = [0x40, 0x04, 0x02, 0x01]
        let rightBits: [UInt32] = [0x80, 0x20, 0x10, 0x08]
        let bits =
            leftBits.prefix(max(0, left)).reduce(0, |) | rightBits.prefix(max(0, right)).reduce(0, |)
        return Unicode.Scalar(0x2800 + bits).map { String(Character($0)) } ?? " "
    }
}
