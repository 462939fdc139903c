extension ScreenBuffer {
    /// Draws the outline of a rectangle; its inside is left alone.
    package mutating func drawBox(_ rect: Rect, role: Role = .border) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let inner = rect.width - 2
        for (y, left, right) in [
            (rect.y, glyphs.topLeft, glyphs.topRight), (rect.maxY - 1, glyphs.bottomLeft, glyphs.bottomRight),
        ] {
            fill(Rect(x: rect.x, y: y, width: 1, height: 1), glyph: left, role: role)
            fill(Rect(x: rect.x + 1, y: y, width: inner, height: 1), glyph: glyphs.horizontal, role: role)
            fill(Rect(x: rect.maxX - 1, y: y, width: 1, height: 1), glyph: right, role: role)
        }
        for x in [rect.x, rect.maxX - 1] {
            let side = Rect(x: x, y: rect.y + 1, width: 1, height: rect.height - 2)
            fill(side, glyph: glyphs.vertical, role: role)
        }
        shade(rect, role: role) { _, dy in Gradient.position(step: rect.height - 1 - dy, of: rect.height) }
    }

    /// Draws a line across a box, joined to its sides.
    package mutating func drawDivider(_ rect: Rect, y: Int, role: Role = .border) {
        fill(Rect(x: rect.x, y: y, width: 1, height: 1), glyph: glyphs.leftTee, role: role)
        fill(Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1), glyph: glyphs.horizontal, role: role)
        fill(Rect(x: rect.maxX - 1, y: y, width: 1, height: 1), glyph: glyphs.rightTee, role: role)
        shade(Rect(x: rect.x, y: y, width: rect.width, height: 1), role: role) { _, _ in
            Gradient.position(step: rect.maxY - 1 - y, of: rect.height)
        }
    }

    /// Draws a bar of which `fraction` (0 to 1) is filled. It is full only at 1 and empty only below half a column.
    ///
    /// In a shaded buffer its colour flows from its left to its right end, it is drawn to half a column, and it grows
    /// with the buffer's ``growth``.
    ///
    /// - Parameters:
    ///   - fraction: How much is filled: 0 to 1, beyond it as at its ends.
    ///   - x: The first column.
    ///   - y: The row, or the first of them.
    ///   - width: In columns.
    ///   - role: What the filled part means.
    ///   - isSelected: Whether it lies in the selected row.
    ///   - key: What tells the meter from others while it moves; nil is its place.
    package mutating func drawMeter(
        _ fraction: Double, x: Int, y: Int, width: Int, role: Role = .meter, isSelected: Bool = false,
        key: String? = nil
    ) {
        if isShaded, !glyphs.isASCII {
            drawShadedMeter(fraction, x: x, y: y, width: width, role: role, isSelected: isSelected, key: key)
            return
        }
        let exact = (fraction.isFinite ? min(1, max(0, fraction)) : 0) * Double(width)
        let filled = fraction >= 1 ? width : min(width - 1, Int(exact.rounded()))
        let bar = Rect(x: x, y: y, width: max(0, filled), height: 1)
        fill(bar, glyph: glyphs.meter, role: role, isSelected: isSelected)
        let rest = Rect(x: bar.maxX, y: y, width: width - bar.width, height: 1)
        fill(rest, glyph: glyphs.meterTrack, role: .meterTrack, isSelected: isSelected)
    }

    private mutating func drawShadedMeter(
        _ fraction: Double, x: Int, y: Int, width: Int, role: Role, isSelected: Bool, key: String?
    ) {
        guard width > 0 else { return }
        let key = key ?? "\(x),\(y)"
        let held = fraction.isFinite ? min(1, max(0, fraction)) : 0
        let shown = growth?.shown(held, key: key) ?? held
        meters[key] = shown
        let halves = shown >= 1 ? 2 * width : min(2 * width - 1, Int((shown * Double(2 * width)).rounded()))
        for column in 0..<width {
            let isWhole = halves >= 2 * column + 2
            let isHalf = halves == 2 * column + 1
            fill(
                Rect(x: x + column, y: y, width: 1, height: 1),
                glyph: isWhole ? glyphs.meter : isHalf ? glyphs.meterHalf : glyphs.meterTrack,
                role: isWhole || isHalf ? role : .meterTrack, isSelected: isSelected,
                shade: isWhole || isHalf ? Gradient.position(step: column, of: width) : 0)
        }
    }

    /// Draws one column a value, scaled to the largest, or to `largest` when several lines share a scale. What is zero
    /// or less is a dim least sign.
    package mutating func drawSparkline(
        _ values: [Double], x: Int, y: Int, largest: Double? = nil, isSelected: Bool = false
    ) {
        let largest = largest ?? values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        for (offset, value) in values.enumerated() {
            let share = largest > 0 && value.isFinite ? max(0, value) / largest : 0
            let index = min(glyphs.spark.count - 1, Int(share * Double(glyphs.spark.count)))
            fill(
                Rect(x: x + offset, y: y, width: 1, height: 1), glyph: glyphs.spark[index],
                role: share > 0 ? .spark : .track, isSelected: isSelected,
                shade: share > 0 ? Gradient.position(share) : 0)
        }
    }

    /// Draws a vertical scrollbar, when there is something to scroll.
    ///
    /// - Parameters:
    ///   - x: The first column.
    ///   - y: The row, or the first of them.
    ///   - height: In rows.
    ///   - visible: How many rows are seen.
    ///   - total: How many there are.
    ///   - offset: How many are above the first that is seen.
    package mutating func drawScrollbar(x: Int, y: Int, height: Int, visible: Int, total: Int, offset: Int) {
        guard total > visible, height > 0, visible > 0 else { return }
        fill(Rect(x: x, y: y, width: 1, height: height), glyph: glyphs.track, role: .track)
        // It never fills the track: there is more than is seen.
        let thumb = max(1, min(height - 1, height * visible / total))
        let range = total - visible
        let top = (offset * (height - thumb) + range / 2) / range
        let place = min(max(0, top), height - thumb)
        fill(Rect(x: x, y: y + place, width: 1, height: thumb), glyph: glyphs.thumb, role: .thumb)
        shade(Rect(x: x, y: y, width: 1, height: height), role: .thumb) { _, dy in
            Gradient.position(step: height - 1 - dy, of: height)
        }
    }
}
