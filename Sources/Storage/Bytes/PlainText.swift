/// A text that stands in JSON as it is: of printable ASCII, without a quotation mark or a backslash. Eight bytes are looked at at a
/// time.
struct PlainText {
    private let start: UnsafeRawPointer
    /// In bytes.
    let count: Int
    /// Its first eight bytes, zeros behind them, as a number that is ordered as they are.
    let head: UInt64

    /// The text up to a quotation mark; nil for another text, and for one whose end is less than eight bytes before the bytes' end.
    @inline(__always)
    init?(quotedIn bytes: UnsafeRawBufferPointer, from start: Int) {
        guard let base = bytes.baseAddress else { return nil }
        var place = start
        var head: UInt64 = 0
        while true {
            guard place + 8 <= bytes.count else { return nil }
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            let quotes = PlainText.zeros(word ^ PlainText.ones * 0x22)
            // In each mask the lowest byte that is marked is marked rightly; see `zeros`.
            let others =
                PlainText.zeros(word ^ PlainText.ones * 0x5C)
                | (word &- PlainText.ones * 0x20) & ~word & PlainText.highBits
                | ((word & ~PlainText.highBits) &+ PlainText.ones | word) & PlainText.highBits
            if quotes | others == 0 {
                if place == start { head = word.byteSwapped }
                place += 8
                continue
            }
            let (quote, other) = (quotes.trailingZeroBitCount, others.trailingZeroBitCount)
            guard quote < other else { return nil }
            if place == start { head = (word & (1 << UInt64(quote - 7) &- 1)).byteSwapped }
            place += quote / 8
            break
        }
        self.start = base + start
        count = place - start
        self.head = head
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Marks the highest bit of bytes that are zero; above the lowest of these also that of others (Henry S. Warren, Hacker's
    /// Delight, second edition, section 6-1).
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highBits
    }

    /// As it stands there.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// Whether it comes before another one.
    @inline(__always)
    func precedes(_ other: PlainText) -> Bool {
        // No text has a zero, so that one that is shorter comes first by these as well.
        head != other.head ? head < other.head : bytes.order(to: other.bytes) < 0
    }
}
