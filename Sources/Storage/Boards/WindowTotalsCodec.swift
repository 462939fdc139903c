import BloomFilter
import Scoreboard

/// The sums of one user in bytes: for each span, in the order of `WindowTotals.all`, a number, zero for the sums of the span
/// before, else one; then the sums.
///
/// Sums are a number whose bit i says that the i-th of ``numbers(of:)`` follows, these, the number of states with a count, each with
/// its place and count, the number of GPU types, and each with its name and seconds. Numbers are those of `VarintWriter`; one
/// of 128 bits is its low 63 bits and then the rest, as signed ones.
enum WindowTotalsCodec {
    static func encode(_ windows: WindowTotals) -> [UInt8] {
        var writer = VarintWriter()
        var before: UserTotals?
        for span in WindowTotals.all {
            let totals = windows[keyPath: span]
            if totals == before {
                writer.unsigned(0)
                continue
            }
            writer.unsigned(1)
            write(totals, to: &writer)
            before = totals
        }
        let count = writer.count
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            writer.move(to: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
            filled = count
        }
    }

    /// - Throws: `BinaryFileError`.
    static func decode(_ bytes: ArraySlice<UInt8>) throws(BinaryFileError) -> WindowTotals {
        var reader = VarintReader(bytes)
        var windows = WindowTotals()
        var before = UserTotals()
        for span in WindowTotals.all {
            if try reader.unsigned() != 0 { before = try read(&reader) }
            windows[keyPath: span] = before
        }
        return windows
    }

    private static func numbers(of totals: UserTotals) -> [Int128] {
        [
            Int128(totals.jobs), Int128(totals.gpuJobs), Int128(totals.failedJobs), Int128(totals.elapsedSeconds),
            totals.coreSeconds, Int128(totals.gpuElapsedSeconds), totals.gpuSeconds, totals.requestedMemoryBytes,
            totals.averageRSSBytes, totals.maxRSSBytes, Int128(totals.waitSeconds), totals.energyJoules,
            Int128(totals.measuredJobs), totals.measuredCoreSeconds, totals.measuredRequestedBytes,
            totals.usedCPUMilliseconds, Int128(totals.largestJobCPUs), Int128(totals.longestJobSeconds),
        ]
    }

    /// - Throws: `BinaryFileError` for numbers so large that what is added could overflow.
    private static func totals(of numbers: [Int128]) throws(BinaryFileError) -> UserTotals {
        guard numbers.allSatisfy({ $0.magnitude < 1 << 120 }) else {
            throw .invalidField(name: "sum", value: "too large")
        }
        // The last two are no sums.
        for index in [0, 1, 2, 3, 5, 10, 12] where numbers[index].magnitude >= 1 << 62 {
            throw .invalidField(name: "sum", value: "\(numbers[index])")
        }
        func small(_ index: Int) -> Int64 { Int64(clamping: numbers[index]) }
        var totals = UserTotals()
        (totals.jobs, totals.gpuJobs, totals.failedJobs) = (small(0), small(1), small(2))
        (totals.elapsedSeconds, totals.coreSeconds) = (small(3), numbers[4])
        (totals.gpuElapsedSeconds, totals.gpuSeconds) = (small(5), numbers[6])
        (totals.requestedMemoryBytes, totals.averageRSSBytes, totals.maxRSSBytes) = (numbers[7], numbers[8], numbers[9])
        (totals.waitSeconds, totals.energyJoules, totals.measuredJobs) = (small(10), numbers[11], small(12))
        (totals.measuredCoreSeconds, totals.measuredRequestedBytes) = (numbers[13], numbers[14])
        totals.usedCPUMilliseconds = numbers[15]
        (totals.largestJobCPUs, totals.longestJobSeconds) = (small(16), small(17))
        return totals
    }

    private static let numberCount = 18
    /// The bit of the time when the last job ended.
    private static let endBit = UInt64(numberCount)

    private static func write(_ totals: UserTotals, to writer: inout VarintWriter) {
        let values = numbers(of: totals)
        var mask: UInt64 = totals.latestEnd == nil ? 0 : 1 << endBit
        for (bit, value) in values.enumerated() where value != 0 { mask |= 1 << UInt64(bit) }
        writer.unsigned(mask)
        for value in values where value != 0 { write(value, to: &writer) }
        if let end = totals.latestEnd { writer.signed(end.seconds) }
        let states = totals.states.counted
        writer.unsigned(UInt64(states.count))
        for (state, count) in states {
            writer.unsigned(UInt64(state.rawValue))
            writer.signed(count)
        }
        writer.unsigned(UInt64(totals.gpuTypes.count))
        for typed in totals.gpuTypes {
            writer.text(typed.type)
            write(typed.seconds, to: &writer)
        }
    }

    private static func write(_ value: Int128, to writer: inout VarintWriter) {
        if let small = Int64(exactly: value), small.magnitude < 1 << 62 {
            // One bit tells it from a longer one.
            writer.signed(small << 1)
        } else {
            writer.signed(Int64(truncatingIfNeeded: value) << 1 | 1)
            writer.signed(Int64(truncatingIfNeeded: value >> 63))
        }
    }

    private static func read(_ reader: inout VarintReader) throws(BinaryFileError) -> UserTotals {
        let mask = try reader.unsigned()
        var numbers = [Int128](repeating: 0, count: numberCount)
        for bit in numbers.indices where mask >> UInt64(bit) & 1 == 1 { numbers[bit] = try number(&reader) }
        var totals = try totals(of: numbers)
        if mask >> endBit & 1 == 1 { totals.latestEnd = Timestamp(seconds: try reader.signed()) }
        for _ in 0..<(try reader.unsigned(as: UInt8.self)) {
            let state = JobState(rawValue: try reader.unsigned(as: UInt8.self))
            let count = try reader.signed()
            if let state { totals.states[state] = count }
        }
        for _ in 0..<(try reader.unsigned(as: UInt16.self)) {
            totals.gpuTypes.append(
                UserTotals.GPUTypeSeconds(type: try reader.text(), seconds: try number(&reader)))
        }
        return totals
    }

    private static func number(_ reader: inout VarintReader) throws(BinaryFileError) -> Int128 {
        let low = try reader.signed()
        guard low & 1 == 1 else { return Int128(low >> 1) }
        let bits = UInt64(bitPattern: low) >> 1
        return Int128(try reader.signed()) << 63 | Int128(bits)
    }
}
