/// A colour of 24 bits.
package struct RGB: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour of xterm's palette: 16 named ones, a cube of 6 × 6 × 6, 24 greys.
    package init(paletteIndex index: UInt8) {
        if index < 16 {
            self = RGB.named[Int(index)]
        } else if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            self.init(grey, grey, grey)
        } else {
            let place = Int(index) - 16
            self.init(RGB.steps[place / 36], RGB.steps[place / 6 % 6], RGB.steps[place % 6])
        }
    }

    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// As terminals of today show them; each has its own.
    private static let named = [
        RGB(0, 0, 0), RGB(205, 49, 49), RGB(13, 188, 121), RGB(229, 229, 16), RGB(36, 114, 200), RGB(188, 63, 188),
        RGB(17, 168, 205), RGB(229, 229, 229), RGB(102, 102, 102), RGB(241, 76, 76), RGB(35, 209, 139),
        RGB(245, 245, 67), RGB(59, 142, 234), RGB(214, 112, 214), RGB(41, 184, 219), RGB(255, 255, 255),
    ]

    /// So much of another colour, 0 to 1, in this one.
    package func mixed(with other: RGB, _ part: Double) -> RGB {
        func mix(_ own: UInt8, _ other: UInt8) -> UInt8 {
            UInt8(clamping: Int((Double(own) + (Double(other) - Double(own)) * part).rounded()))
        }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }

    /// `#875f00`, as pages write it.
    package var hexadecimal: String {
        "#"
            + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
