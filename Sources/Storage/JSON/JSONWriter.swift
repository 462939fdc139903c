package import Scoreboard

/// Writes JSON (RFC 8259) into bytes, in the caller's order: equal values give equal bytes.
package struct JSONWriter: ~Copyable {
    private var buffer: ByteBuffer
    /// Whether a value or a key stands before the place of the next one.
    private var needsComma = false

    package init(capacity: Int = 0) {
        self.init(buffer: ByteBuffer(capacity: capacity))
    }

    private init(buffer: consuming ByteBuffer) {
        self.buffer = buffer
    }

    /// What has been written so far.
    package var bytes: [UInt8] { buffer.bytes }

    /// What `write` writes and, behind it, what `ending` makes of that: in one piece, and, where it is not longer than it was
    /// taken for, without being copied.
    ///
    /// - Parameter capacity: How long it will be, at most, by all appearances; in bytes.
    static func bytes(
        capacity: Int, _ write: (inout JSONWriter) -> Void, ending: (UnsafeRawBufferPointer) -> [UInt8]
    ) -> [UInt8] {
        var longer: [UInt8]?
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { room, count in
            // Of what is large it is not known how much of it will be written to.
            UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room).prefix(1 << 20)).takePages()
            var writer = JSONWriter(buffer: ByteBuffer(lent: room))
            write(&writer)
            let rest = writer.buffer.withBytes(ending)
            rest.withUnsafeBufferPointer { writer.buffer.append($0) }
            if writer.buffer.isLent { count = writer.buffer.count } else { longer = writer.bytes }
        }
        return longer ?? bytes
    }

    /// Writes `{`.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Writes `}`.
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Writes the rest of an object, its bracket included, as it was written once.
    mutating func endObject(writtenAs rest: UnsafeBufferPointer<UInt8>) {
        buffer.append(rest)
        needsComma = true
    }
    /// Writes objects, with what stands between them, as they were written once.
    mutating func objects(writtenAs objects: UnsafeBufferPointer<UInt8>) {
        comma()
        buffer.append(objects)
        needsComma = true
    }
    /// Writes `[`.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Writes `]`.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes an object whose members `members` writes.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        beginObject()
        members(&self)
        endObject()
    }

    /// Writes an array, each element by `element`.
    package mutating func array<Element>(
        _ elements: some Sequence<Element>, _ element: (inout JSONWriter, Element) -> Void
    ) {
        beginArray()
        for value in elements { element(&self, value) }
        endArray()
    }

    /// Begins a member of an object; its value comes next.
    package mutating func key(_ key: StaticString) {
        comma()
        buffer.append(UInt8(ascii: "\""))
        buffer.append(key)
        buffer.append(UInt8(ascii: "\""))
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Begins a member whose key stands in these bytes with its quotes and its colon.
    mutating func key(written key: [UInt8]) {
        comma()
        key.withUnsafeBufferPointer { buffer.append($0) }
        needsComma = false
    }

    /// Begins a member whose key is data.
    package mutating func key(_ key: String) {
        string(key)
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, with no control character in it unescaped.
    package mutating func string(_ text: String) {
        comma()
        buffer.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0) }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Writes a moment as a string, `"2026-11-23T17:56:28Z"`.
    package mutating func time(_ time: Timestamp) {
        guard time.isCanonical else { return string(time.description) }
        comma()
        buffer.append(UInt8(ascii: "\""))
        buffer.append(count: Timestamp.canonicalLength) { time.writeCanonical(to: $0) }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        comma()
        buffer.append(value ? "true" : "false")
    }

    /// Writes `null`.
    package mutating func null() {
        comma()
        buffer.append("null")
    }

    /// Writes a whole number.
    package mutating func integer(_ value: Int64) {
        comma()
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        buffer.append(digitsOf: value.magnitude)
    }

    /// Writes a whole number.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a whole number, of up to 39 digits.
    package mutating func integer(_ value: Int128) {
        comma()
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        appendDigits(value.magnitude)
    }

    /// The shortest decimal that reads back as the same number; a whole number without a point. What JSON cannot say
    /// (infinities, NaN) becomes `null`.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        comma()
        // Not Int64(exactly:), which takes its time; what fits here is converted by one instruction, and back.
        if value.magnitude < 9_007_199_254_740_992, case let whole = Int64(value), Double(whole) == value {
            // Minus zero equals zero to every reader of ours.
            if whole < 0 { buffer.append(UInt8(ascii: "-")) }
            return buffer.append(digitsOf: whole.magnitude)
        }
        // Hours mostly are so many seconds: no string needs to be made for these.
        let seconds = value.magnitude < 1e11 ? Int64((value * 3600).rounded()) : 0
        if Double(seconds) / 3600 == value, appendHours(seconds: seconds) { return }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        text.withUTF8 { buffer.append($0) }
    }

    /// Seconds as hours, so that the nearest whole number of seconds to the text × 3600 is `seconds` again.
    ///
    /// Up to 1e15 seconds the text is the shortest decimal of the Double `seconds / 3600`, and a reader with doubles
    /// gets the seconds back by rounding. Beyond, where doubles are too coarse, it has four exact decimals, half a unit
    /// of which is 0.18 seconds; a reader of ours takes them back exactly up to 1e38 seconds.
    package mutating func exactHours(seconds: Int128) {
        if seconds.magnitude <= 1_000_000_000_000_000 {
            let (hours, rest) = Int64(seconds).quotientAndRemainder(dividingBy: 3600)
            if rest == 0 { return integer(hours) }
            return number(Double(Int64(seconds)) / 3600)
        }
        comma()
        if seconds < 0 { buffer.append(UInt8(ascii: "-")) }
        let (hours, rest) = seconds.magnitude.quotientAndRemainder(dividingBy: 3600)
        let (whole, fraction) = (UInt64(rest) * 10_000 + 1800).quotientAndRemainder(dividingBy: 3600)
            .quotient.quotientAndRemainder(dividingBy: 10_000)
        appendDigits(hours + UInt128(whole))
        appendFraction(fraction, places: 4)
    }

    /// Bytes as megabytes of 1e6 bytes, exactly, without trailing zeros.
    package mutating func exactMegabytes(bytes count: Int128) {
        comma()
        if count < 0 { buffer.append(UInt8(ascii: "-")) }
        if let small = UInt64(exactly: count.magnitude) {
            let (whole, fraction) = small.quotientAndRemainder(dividingBy: 1_000_000)
            buffer.append(digitsOf: whole)
            appendFraction(fraction, places: 6)
        } else {
            let (whole, fraction) = count.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
            appendDigits(whole)
            appendFraction(UInt64(fraction), places: 6)
        }
    }

    /// Writes a value that is JSON already.
    package mutating func json(_ value: some Sequence<UInt8>) {
        comma()
        for byte in value { buffer.append(byte) }
    }

    /// A line break between tokens, for the eye and for tools that go by lines.
    package mutating func newline() {
        if needsComma {
            // Before the next value or key comes its comma: it belongs to the end of this line.
            buffer.append(UInt8(ascii: ","))
            needsComma = false
        }
        buffer.append(UInt8(ascii: "\n"))
    }

    /// A line break before a closing bracket.
    package mutating func lastNewline() {
        buffer.append(UInt8(ascii: "\n"))
    }

    private mutating func comma() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        comma()
        buffer.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        buffer.append(bracket)
        needsComma = true
    }
}

extension JSONWriter {
    private mutating func appendDigits(_ value: UInt128) {
        if let small = UInt64(exactly: value) { return buffer.append(digitsOf: small) }
        for digit in String(value).utf8 { buffer.append(digit) }
    }

    /// So many seconds in hours; false where it is not known how to write them without a string.
    private mutating func appendHours(seconds: Int64) -> Bool {
        guard let (digits, places) = ShortestHours.decimal(seconds: seconds) else { return false }
        let (whole, fraction) = digits.quotientAndRemainder(dividingBy: PlainNumber.powerOfTen(places))
        buffer.append(digitsOf: whole)
        appendFraction(fraction, places: places)
        return true
    }

    /// `.` and the digits of `fraction`, which counts units of 10^-places, without trailing zeros; nothing for zero.
    private mutating func appendFraction(_ fraction: UInt64, places: Int) {
        guard fraction > 0 else { return }
        var (rest, length) = (fraction, places)
        while rest % 10 == 0 { (rest, length) = (rest / 10, length - 1) }
        buffer.append(count: length + 1) { text in
            for place in stride(from: length, to: 0, by: -1) {
                text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            text[0] = UInt8(ascii: ".")
        }
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        let isPlain = text.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F
        }
        if isPlain { return buffer.append(text) }
        let hex = Array("0123456789abcdef".utf8)
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                buffer.append(UInt8(ascii: "\\"))
                buffer.append(byte)
            // DEL needs no escape in JSON, but a file that somebody shows in a terminal is better without it.
            case 0..<0x20, 0x7F:
                buffer.append("\\u00")
                buffer.append(hex[Int(byte >> 4)])
                buffer.append(hex[Int(byte & 15)])
            default: buffer.append(byte)
            }
        }
    }
}
