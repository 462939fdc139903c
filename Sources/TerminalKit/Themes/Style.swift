/// How a cell looks on a terminal.
package struct Style: Hashable, Sendable {
    /// Weight and the like.
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let underline = Attributes(rawValue: 4)
        package static let reverse = Attributes(rawValue: 8)
    }

    /// An index into the terminal's palette (16 or 256 colours); nil is the terminal's own.
    package var foreground: UInt8?
    /// An index as above; nil is the terminal's own.
    package var background: UInt8?
    /// Weight and the like.
    package var attributes: Attributes
    /// What terminals of 24-bit colours write in, in place of `foreground`; nil leaves that as it is.
    package var ink: RGB?

    package init(_ foreground: UInt8? = nil, on background: UInt8? = nil, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
