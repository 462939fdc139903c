/// How long a program is let write before it is read again. sacct prints an answer four kilobytes at a time: to be woken for each
/// of them costs as much as to parse what is in it, and holds up sacct too.
struct ReadPace {
    /// Short for whoever waits for the last of it.
    private static let longestMilliseconds: UInt32 = 16
    /// Half of what a pipe holds (pipe(7)): whoever writes so much meanwhile is not to be kept waiting.
    private static let plentyBytes = 1 << 15

    private var milliseconds: UInt32 = 0

    /// - Parameter count: How many bytes were there; zero at the end.
    /// - Returns: Milliseconds to wait. It grows while little comes at a time, so that a short answer is not held up.
    mutating func pause(afterReading count: Int) -> UInt32 {
        let isLittle = (1..<ReadPace.plentyBytes).contains(count)
        milliseconds = isLittle ? min(max(1, milliseconds * 2), ReadPace.longestMilliseconds) : 0
        return milliseconds
    }
}
