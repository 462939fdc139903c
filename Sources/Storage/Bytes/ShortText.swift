/// A text of at most sixteen bytes, with which other bytes are compared in two words.
struct ShortText: Sendable {
    /// How many bytes have to follow a place that is compared.
    static let reach = 16

    let count: Int
    private let words: (UInt64, UInt64)
    /// Of the bytes that the text has.
    private let masks: (UInt64, UInt64)

    /// Nil for a longer text.
    init?(_ text: [UInt8]) {
        guard text.count <= ShortText.reach else { return nil }
        count = text.count
        func word(_ range: Range<Int>, _ byte: (Int) -> UInt8) -> UInt64 {
            range.reversed().reduce(0) { $0 << 8 | UInt64($1 < text.count ? byte($1) : 0) }
        }
        words = (word(0..<8) { text[$0] }, word(8..<16) { text[$0] })
        masks = (word(0..<8) { _ in 0xFF }, word(8..<16) { _ in 0xFF })
    }

    /// Whether a place has the text. ``reach`` bytes must be there.
    @inline(__always)
    func isSame(as place: UnsafeRawPointer) -> Bool {
        let first = UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
        let second = UInt64(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        return (first ^ words.0) & masks.0 | (second ^ words.1) & masks.1 == 0
    }
}
