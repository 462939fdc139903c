/// The last lines of a cluster's log.
package struct PollingLog: Hashable, Sendable {
    /// The oldest first.
    package private(set) var lines: [PollingLine] = []

    /// No more lines are kept.
    package static let limit = 500

    package init(_ lines: [PollingLine] = []) {
        append(lines)
    }

    /// Adds what has just been said.
    package mutating func append(_ more: [PollingLine]) {
        lines += more
        if lines.count > PollingLog.limit { lines.removeFirst(lines.count - PollingLog.limit) }
    }

    /// Brings the log up to date with the end of its file.
    ///
    /// - Returns: How many lines came to the end; nil when nothing of what was known is in the file's end.
    @discardableResult
    package mutating func follow(_ tail: [PollingLine]) -> Int? {
        guard let last = lines.last, let place = tail.lastIndex(of: last) else {
            lines = []
            append(tail)
            return nil
        }
        let news = tail[(place + 1)...]
        append(Array(news))
        return news.count
    }
}
