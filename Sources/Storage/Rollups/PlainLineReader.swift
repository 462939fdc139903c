import Glibc
import Scoreboard

/// Reads a user's line of a rollup as this program writes nearly all of them: all columns in our order, no white space,
/// names of plain ASCII without escapes, numbers of at most 18 digits and without an exponent.
///
/// Anything else it does not understand, and says nothing about: the line is then the general reader's, ``JSONReader``,
/// with its values and its errors. What it does understand it reads as that does, several times as fast: eight digits in
/// three multiplications, no string for a key, nothing of 128 bits where 64 do. Nor does it understand a number in the last
/// eight bytes of a text: behind the lines of a file stands its checksum.
struct PlainLineReader {
    /// How many bytes have to follow a line for its last number to be read.
    static let reach = 8

    private let bytes: UnsafeRawBufferPointer
    private let end: Int
    /// Where the next byte stands.
    private(set) var offset: Int
    /// Whether each value has its key before it, as in the monthly rollup.
    private let isKeyed: Bool
    /// False from the first byte on that is not as expected; what is read after that means nothing.
    private var isPlain = true

    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - range: The part of it that may be looked at, which begins before a line.
    ///   - isKeyed: Whether each value has its key before it.
    init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>, isKeyed: Bool) {
        self.bytes = bytes
        self.isKeyed = isKeyed
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Reads the line at ``offset``, behind a line feed or none.
    ///
    /// - Parameter totals: Gets the values; to be thrown away when the answer is nil.
    /// - Returns: The name; nil for a line that is not plain, before which the reader stands still.
    mutating func line(into totals: inout UserTotals) -> UnsafeRawBufferPointer? {
        let start = offset
        _ = takeIf(UInt8(ascii: "\n"))
        take(isKeyed ? "{\"username\":\"" : "[\"")
        let name = restOfString()
        if isPlain { readColumns(into: &totals) }
        take(isKeyed ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        guard isPlain else {
            (offset, isPlain) = (start, true)
            return nil
        }
        return UnsafeRawBufferPointer(rebasing: bytes[name])
    }

    /// Takes the comma before another value.
    mutating func comma() -> Bool { takeIf(UInt8(ascii: ",")) }

    /// In the order of ``RollupColumn``.
    private mutating func readColumns(into totals: inout UserTotals) {
        begin(.jobs)
        totals.jobs = count()
        begin(.gpuJobs)
        totals.gpuJobs = count()
        begin(.failedJobs)
        totals.failedJobs = count()
        begin(.elapsedHours)
        totals.elapsedSeconds = seconds()
        begin(.clockHours)
        totals.coreSeconds = Int128(seconds())
        begin(.gpuElapsedHours)
        totals.gpuElapsedSeconds = seconds()
        begin(.gpuClockHours)
        totals.gpuSeconds = Int128(seconds())
        begin(.requestedMegabytes)
        totals.requestedMemoryBytes = bytesFromMegabytes()
        begin(.averageMegabytes)
        totals.averageRSSBytes = bytesFromMegabytes()
        begin(.maximumMegabytes)
        totals.maxRSSBytes = bytesFromMegabytes()
        begin(.waitHours)
        totals.waitSeconds = seconds()
        begin(.energyJoules)
        totals.energyJoules = Int128(count())
        begin(.measuredJobs)
        totals.measuredJobs = count()
        begin(.measuredClockHours)
        totals.measuredCoreSeconds = Int128(seconds())
        begin(.measuredRequestedMegabytes)
        totals.measuredRequestedBytes = bytesFromMegabytes()
        begin(.usedCPUMilliseconds)
        totals.usedCPUMilliseconds = Int128(count())
        begin(.largestJobCPUs)
        totals.largestJobCPUs = count()
        begin(.longestJobHours)
        totals.longestJobSeconds = seconds()
        begin(.latestEnd)
        totals.latestEnd = time()
        begin(.states)
        readStates(into: &totals.states)
        begin(.gpuTypes)
        readGPUTypes(into: &totals.gpuTypes)
    }

    /// Takes what stands before the value of a column. Inlined, so that the key is a constant and compared in words.
    @inline(__always)
    private mutating func begin(_ column: RollupColumn) {
        guard isKeyed else { return take(UInt8(ascii: ",")) }
        take(UInt8(ascii: ","), UInt8(ascii: "\""))
        take(column.key)
        take(UInt8(ascii: "\""), UInt8(ascii: ":"))
    }
}

/// Numbers.
extension PlainLineReader {
    /// A whole number.
    @inline(__always)
    private mutating func count() -> Int64 {
        takeZero() ? 0 : Int64(truncatingIfNeeded: whole())
    }

    /// Takes a zero with a comma behind it, as half of all values are.
    @inline(__always)
    private mutating func takeZero() -> Bool {
        guard offset &+ 2 <= end, bytes[offset] == UInt8(ascii: "0"), bytes[offset &+ 1] == UInt8(ascii: ",")
        else { return false }
        offset &+= 1
        return true
    }

    /// Hours as seconds: the nearest whole number to the decimal × 3600, halves away from zero.
    @inline(__always)
    private mutating func seconds() -> Int64 {
        if takeZero() { return 0 }
        let start = offset
        if let seconds = secondsOfFewDigits() { return seconds }
        offset = start
        return secondsOfManyDigits()
    }

    /// The same where eight decimals tell, which they nearly always do; nil where they do not.
    @inline(__always)
    private mutating func secondsOfFewDigits() -> Int64? {
        let hours = whole()
        guard hours < PlainNumber.powerOfTen(12), takeIf(UInt8(ascii: ".")) else { return nil }
        let (digits, count) = eightDigits()
        guard count > 0 else { return nil }
        let (part, rest) = PlainNumber.nearest(hundredMillionths: digits &* PlainNumber.powerOfTen(8 &- count))
        if count == 8 {
            // What stands behind these adds less than one of them.
            guard rest < PlainNumber.powerOfTen(8) &- 3600 else { return nil }
            var length = 8
            for _ in 0..<2 where length == 8 {
                length = eightDigits().count
            }
        }
        return Int64(hours &* 3600 &+ part)
    }

    @inline(never)
    private mutating func secondsOfManyDigits() -> Int64 {
        let (mantissa, places) = decimal()
        guard isPlain else { return 0 }
        if places == 0 { return Int64(truncatingIfNeeded: mantissa &* 3600) }
        if places <= 18, let seconds = PlainNumber.nearest(mantissa, times: 3600, places: places) { return seconds }
        let number = JSONNumber(isNegative: false, mantissa: UInt128(mantissa), exponent: -places)
        guard let seconds = number.scaled(by: 3600), let seconds = Int64(exactly: seconds) else {
            isPlain = false
            return 0
        }
        return seconds
    }

    /// Megabytes of 1e6 bytes as bytes, when they have no more than six decimals, and so are whole.
    @inline(__always)
    private mutating func bytesFromMegabytes() -> Int128 {
        if takeZero() { return 0 }
        let (mantissa, places) = decimal()
        guard places <= 6 else {
            isPlain = false
            return 0
        }
        return Int128(mantissa) * Int128(PlainNumber.powerOfTen(6 &- places))
    }

    /// A number with or without decimals: its digits as a whole number, below 10^18 or without decimals below 10^15, and
    /// how many of them stand behind the point, at most 24.
    @inline(__always)
    private mutating func decimal() -> (mantissa: UInt64, places: Int) {
        var mantissa = whole()
        guard takeIf(UInt8(ascii: ".")) else {
            isPlain = isPlain && mantissa < PlainNumber.powerOfTen(15)
            return (mantissa, 0)
        }
        let places = append(to: &mantissa, upTo: 24)
        isPlain = isPlain && places > 0
        return (mantissa, places)
    }

    /// A whole number below 10^18.
    @inline(__always)
    private mutating func whole() -> UInt64 {
        let first = offset
        var value: UInt64 = 0
        let digits = append(to: &value, upTo: 24)
        // A leading zero stands alone.
        isPlain = isPlain && digits > 0 && (digits == 1 || bytes[first] != UInt8(ascii: "0"))
        return value
    }

    /// Takes the next digits, and puts them behind those of a number, which stays below 10^18.
    ///
    /// - Parameter limit: A multiple of eight, of which no more are taken.
    /// - Returns: How many they were.
    @inline(__always)
    private mutating func append(to value: inout UInt64, upTo limit: Int) -> Int {
        var (count, length) = (0, 8)
        while length == 8, count < limit {
            let digits: UInt64
            (digits, length) = eightDigits()
            isPlain = isPlain && value < PlainNumber.powerOfTen(18 &- length)
            value = value &* PlainNumber.powerOfTen(length) &+ digits
            count &+= length
        }
        return count
    }

    /// The next digits, at most eight, and how many they are.
    @inline(__always)
    private mutating func eightDigits() -> (value: UInt64, count: Int) {
        guard let word = word(at: offset) else {
            isPlain = false
            return (0, 0)
        }
        let (value, count) = PlainNumber.leadingDigits(of: word)
        offset &+= count
        return (value, count)
    }
}

/// Texts.
extension PlainLineReader {
    @inline(__always)
    private func word(at offset: Int) -> UInt64? {
        guard offset &+ 8 <= end else { return nil }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) {
        guard offset < end, bytes[offset] == byte else {
            isPlain = false
            return
        }
        offset &+= 1
    }

    @inline(__always)
    private mutating func take(_ first: UInt8, _ second: UInt8) {
        guard offset &+ 2 <= end, bytes[offset] == first, bytes[offset &+ 1] == second else {
            isPlain = false
            return
        }
        offset &+= 2
    }

    @inline(__always)
    private mutating func take(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        guard offset &+ length <= end, let base = bytes.baseAddress, text.isSame(as: base + offset)
        else {
            isPlain = false
            return
        }
        offset &+= length
    }

    /// Where the next string stands, whose opening quote was taken.
    @inline(__always)
    private mutating func restOfString() -> Range<Int> {
        let first = offset
        while offset < end, bytes[offset] != UInt8(ascii: "\"") {
            let byte = bytes[offset]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\\") {
                isPlain = false
                return first..<first
            }
            offset &+= 1
        }
        let last = offset
        take(UInt8(ascii: "\""))
        return first..<last
    }

    /// `"2026-11-23T17:56:28Z"` or `null`.
    private mutating func time() -> Timestamp? {
        guard takeIf(UInt8(ascii: "\"")) else {
            take("null")
            return nil
        }
        let length = Timestamp.canonicalLength
        guard offset &+ length <= end, let time = Timestamp(canonical: bytes, at: offset) else {
            isPlain = false
            return nil
        }
        offset &+= length
        take(UInt8(ascii: "\""))
        return time
    }

    /// `{"COMPLETED":2,"TIMEOUT":1}`, in the order of the states.
    private mutating func readStates(into states: inout StateCounts) {
        take(UInt8(ascii: "{"))
        if takeIf(UInt8(ascii: "}")) { return }
        var rest = JobState.allCases[...]
        repeat {
            while let state = rest.first, !takeKey(state) { rest = rest.dropFirst() }
            let count = count()
            guard isPlain, let state = rest.popFirst(), count > 0, count <= UInt32.max else {
                isPlain = false
                return
            }
            states[state] = count
        } while takeIf(UInt8(ascii: ","))
        take(UInt8(ascii: "}"))
    }

    /// Takes `"STATE":` when that is next.
    @inline(__always)
    private mutating func takeKey(_ state: JobState) -> Bool {
        guard isPlain else { return false }
        let start = offset
        take(UInt8(ascii: "\""))
        take(state.word)
        take("\":")
        if !isPlain { (offset, isPlain) = (start, true) }
        return offset > start
    }

    /// `{"a100":2,"h100":0.5}`, in the order of the types.
    private mutating func readGPUTypes(into types: inout [UserTotals.GPUTypeSeconds]) {
        take(UInt8(ascii: "{"))
        if takeIf(UInt8(ascii: "}")) { return }
        repeat {
            take(UInt8(ascii: "\""))
            let name = restOfString()
            take(UInt8(ascii: ":"))
            let seconds = seconds()
            guard isPlain else { return }
            let type = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[name]), as: UTF8.self)
            guard types.last.map({ $0.type < type }) ?? true else {
                isPlain = false
                return
            }
            types.append(UserTotals.GPUTypeSeconds(type: type, seconds: Int128(seconds)))
        } while takeIf(UInt8(ascii: ","))
        take(UInt8(ascii: "}"))
    }

    @inline(__always)
    private mutating func takeIf(_ byte: UInt8) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset &+= 1
        return true
    }
}

extension JSONReader {
    /// Reads lines of an array as long as they are as this program writes them.
    ///
    /// - Parameters:
    ///   - isKeyed: Whether each value has its key before it, as in the monthly rollup.
    ///   - body: Gets each line's name, which is plain ASCII and there for this call alone, its values, and where it begins.
    /// - Returns: Whether there was one. If so, the reader stands behind the last one that was read, which may have others
    ///   behind it; if not, where it stood.
    mutating func plainLines(
        isKeyed: Bool, _ body: (UnsafeRawBufferPointer, UserTotals, Int) throws(JSONError) -> Void
    ) throws(JSONError) -> Bool {
        let first = offset
        offset = try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            var lines = PlainLineReader(UnsafeRawBufferPointer(bytes), in: first..<end, isKeyed: isKeyed)
            var behindLast = first
            var totals = UserTotals()
            repeat {
                let start = lines.offset
                guard let name = lines.line(into: &totals) else { break }
                try body(name, totals, start)
                behindLast = lines.offset
                totals = UserTotals()
            } while lines.comma()
            return behindLast
        }
        return offset > first
    }
}
