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
        write(windows, to: &writer)
        return writer.finish()
    }

    static func write(_ windows: WindowTotals, to writer: inout VarintWriter) {
        writer.unsigned(1)
        write(windows.allTime, to: &writer)
        write(windows.last365Days, behind: windows.allTime, to: &writer)
        write(windows.last30Days, behind: windows.last365Days, to: &writer)
        write(windows.previous365Days, behind: windows.last30Days, to: &writer)
        write(windows.previous30Days, behind: windows.previous365Days, to: &writer)
        write(windows.last7Days, behind: windows.previous30Days, to: &writer)
    }

    private static func write(_ totals: UserTotals, behind before: UserTotals, to writer: inout VarintWriter) {
        if totals == before { return writer.unsigned(0) }
        writer.unsigned(1)
        write(totals, to: &writer)
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

    private static func numbers(of totals: UserTotals) -> [18 of Int128] {
        [
            Int128(totals.jobs), Int128(totals.gpuJobs), Int128(totals.failedJobs), Int128(totals.elapsedSeconds),
            totals.coreSeconds, Int128(totals.gpuElapsedSeconds), totals.gpuSeconds, totals.requestedMemoryBytes,
            totals.averageRSSBytes, totals.maxRSSBytes, Int128(totals.waitSeconds), totals.energyJoules,
            Int128(totals.measuredJobs), totals.measuredCoreSeconds, totals.measuredRequestedBytes,
            totals.usedCPUMilliseconds, Int128(totals.largestJobCPUs), Int128(totals.longestJobSeconds),
        ]
    }

    /// - Throws: `BinaryFileError` for numbers so large that what is added could overflow.
    private static func totals(of numbers: [18 of Int128]) throws(BinaryFileError) -> UserTotals {
        for index in numbers.indices where numbers[index].magnitude >= 1 << 120 {
            throw .invalidField(name: "sum", value: "too large")
        }
        // The last two are no sums.
        for place in narrow.indices where numbers[narrow[place]].magnitude >= 1 << 62 {
            let index = narrow[place]
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
    /// Which sums are of 64 bits.
    private static let narrow: [7 of Int] = [0, 1, 2, 3, 5, 10, 12]
    /// The bit of the time when the last job ended.
    private static let endBit = UInt64(numberCount)

    private static func write(_ totals: UserTotals, to writer: inout VarintWriter) {
        let values = numbers(of: totals)
        var mask: UInt64 = totals.latestEnd == nil ? 0 : 1 << endBit
        for bit in values.indices where values[bit] != 0 { mask |= 1 << UInt64(bit) }
        writer.group(ofAtMost: 1 + 2 * numberCount + 1 + 1 + 2 * JobState.allCases.count + 1) { group in
            group.unsigned(mask)
            for bit in values.indices where values[bit] != 0 { write(values[bit], to: &group) }
            if let end = totals.latestEnd { group.signed(end.seconds) }
            group.unsigned(UInt64(JobState.allCases.count { totals.states[$0] > 0 }))
            for state in JobState.allCases where totals.states[state] > 0 {
                group.unsigned(UInt64(state.rawValue))
                group.signed(totals.states[state])
            }
            group.unsigned(UInt64(totals.gpuTypes.count))
        }
        for typed in totals.gpuTypes {
            writer.text(typed.type)
            writer.group(ofAtMost: 2) { write(typed.seconds, to: &$0) }
        }
    }

    private static func write(_ value: Int128, to group: inout VarintGroup) {
        if let small = Int64(exactly: value), small.magnitude < 1 << 62 {
            // One bit tells it from a longer one.
            group.signed(small << 1)
        } else {
            group.signed(Int64(truncatingIfNeeded: value) << 1 | 1)
            group.signed(Int64(truncatingIfNeeded: value >> 63))
        }
    }

    private static func read(_ reader: inout VarintReader) throws(BinaryFileError) -> UserTotals {
        let mask = try reader.unsigned()
        var numbers: [18 of Int128] = .init(repeating: 0)
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
