import Glibc

/// The bytes of rows on their way to the sink: one block, allocated once and filled again and again.
///
/// Nothing here makes a string or an object per row; that is what a million rows in a second need. The writer promises
/// that one job with its steps fits into ``slack``, and checks for room once per job, not once per byte.
struct RowBuffer: ~Copyable {
    /// Where the block is handed on.
    static let chunkBytes = 1 << 20
    /// Room for the longest job with its steps: at most 8 rows below 1 KB each.
    static let slack = 1 << 14

    private let base: UnsafeMutablePointer<UInt8>
    private var cursor: UnsafeMutablePointer<UInt8>
    private let digitPairs: UnsafeMutablePointer<UInt8>
    /// Bytes handed on so far.
    private(set) var flushedBytes = 0

    init() {
        base = .allocate(capacity: RowBuffer.chunkBytes + RowBuffer.slack)
        cursor = base
        digitPairs = .allocate(capacity: 200)
        for number in 0..<100 {
            digitPairs[number * 2] = UInt8(0x30 + number / 10)
            digitPairs[number * 2 + 1] = UInt8(0x30 + number % 10)
        }
    }

    deinit {
        base.deallocate()
        digitPairs.deallocate()
    }

    private var count: Int { cursor - base }

    /// Hands the block on when it is full enough.
    mutating func flushIfFull(into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        if count >= RowBuffer.chunkBytes { try flush(into: sink) }
    }

    mutating func flush(into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard count > 0 else { return }
        try sink(UnsafeRawBufferPointer(start: base, count: count))
        flushedBytes += count
        cursor = base
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        cursor.pointee = byte
        cursor += 1
    }

    /// Ends a field.
    @inline(__always)
    mutating func bar() {
        append(byte: UInt8(ascii: "|"))
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        memcpy(cursor, text.utf8Start, text.utf8CodeUnitCount)
        cursor += text.utf8CodeUnitCount
    }

    /// - Parameter bytes: shorter than 512 bytes.
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        memcpy(cursor, start, bytes.count)
        cursor += bytes.count
    }

    /// A number of 0 or more in decimal, two digits a step.
    @inline(__always)
    mutating func append(_ number: Int) {
        var rest = UInt64(number)
        let length = RowBuffer.digitCount(rest)
        var place = cursor + length
        while rest >= 100 {
            let quotient = rest / 100
            let pair = Int(rest - quotient * 100) * 2
            place -= 2
            place[0] = digitPairs[pair]
            place[1] = digitPairs[pair + 1]
            rest = quotient
        }
        if rest >= 10 {
            place[-2] = digitPairs[Int(rest) * 2]
            place[-1] = digitPairs[Int(rest) * 2 + 1]
        } else {
            place[-1] = UInt8(0x30 + rest)
        }
        cursor += length
    }

    /// A number from 0 to 99 in two digits.
    @inline(__always)
    mutating func append(twoDigits number: Int) {
        cursor[0] = digitPairs[number * 2]
        cursor[1] = digitPairs[number * 2 + 1]
        cursor += 2
    }

    @inline(__always)
    private static func digitCount(_ number: UInt64) -> Int {
        var length = 1
        var bound: UInt64 = 10
        while number >= bound && length < 19 {
            length += 1
            bound &*= 10
        }
        return length
    }
}
