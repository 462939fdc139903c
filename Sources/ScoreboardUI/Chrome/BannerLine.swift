import TerminalKit

/// Somebody's new level, in the bottom line of the frame.
struct BannerLine {
    let banner: Banner
    /// Where the shine is, 0 to 1; nil when it is over.
    let shine: Double?

    /// Nil when there is nothing to announce. What the program says to the person has that line before.
    init?(_ scene: Scene) {
        guard scene.message == nil, let banner = scene.motion.banners.first else { return nil }
        self.banner = banner
        shine = scene.motion.shine
    }

    func render(into buffer: inout ScreenBuffer, y: Int) {
        let width = buffer.size.width
        let glyphs = buffer.glyphs
        let sign = banner.isOwn ? "\(glyphs.crown) \(glyphs.crown)" : glyphs.crown
        let text = " \(sign) \(banner.text) \(sign) "
        let shown = min(text.displayWidth, width - 4)
        let x = (width - shown) / 2
        // What stood in the line is covered whole: half of it would read as one with the banner.
        buffer.fill(Rect(x: 1, y: y, width: width - 2, height: 1), glyph: glyphs.horizontal, role: .border)
        buffer.shade(Rect(x: 1, y: y, width: width - 2, height: 1), role: .border) { _, _ in 1 }
        let role: Role = banner.isOwn ? .crownGold : .tabActive
        buffer.write(text, x: x, y: y, width: shown, role: role)
        let place = shine.map { $0 * Double(shown + 16) - 8 }
        buffer.shade(Rect(x: x, y: y, width: shown, height: 1), role: role) { dx, _ in
            // A bright spot of sixteen columns runs from left to right.
            let distance = place.map { min(8, abs(Double(dx) - $0)) } ?? 8
            let rest = banner.isOwn ? 0.55 : 0.35
            return Gradient.position(rest + (1 - rest) * (1 - distance / 8))
        }
    }
}
