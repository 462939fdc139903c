package import Scoreboard
package import Storage

extension HistorySearch {
    /// A bracket that is no longer than this, in seconds, is read month by month: more probes would not save a call.
    private static let shortBracket: Int64 = 100 * Day.secondsPerDay

    /// The next window to ask for; nil when the search is over: everything before the first jobs was asked for, or there
    /// is nothing before.
    ///
    /// - Parameter start: The beginning of all history.
    package func window(from start: Timestamp) -> Range<Timestamp>? {
        if let frontier = empty?.lowerBound, !isBracketLong(start) {
            guard frontier > start else { return nil }
            return max(start, frontier - stretchSeconds)..<frontier
        }
        let probe = empty == nil ? origin - reachYears * HistorySearch.secondsPerYear : start
        let from = probe > start ? probe : bracketMiddle(start)
        guard probe > start || isBracketLong(start) else { return nil }
        return from..<min(from + probeSeconds, jobsFrom)
    }

    private func isBracketLong(_ start: Timestamp) -> Bool {
        jobsFrom - (empty?.upperBound ?? start) > HistorySearch.shortBracket
    }

    /// On a day's boundary, so that what is left of the bracket is whole days.
    private func bracketMiddle(_ start: Timestamp) -> Timestamp {
        let low = empty?.upperBound ?? start
        return (low + (jobsFrom - low) / 2).day.start
    }

    /// What is known after a window was read.
    ///
    /// - Parameter hasJobs: Whether it had any.
    package mutating func note(_ window: Range<Timestamp>, hasJobs: Bool) {
        if let empty, window.upperBound == empty.lowerBound {
            if hasJobs {
                // The guess was wrong: there are earlier jobs, and an earlier beginning.
                var again = HistorySearch(origin: window.lowerBound)
                again.probeSeconds = probeSeconds
                self = again
            } else {
                self.empty = window.lowerBound..<empty.upperBound
                stretchSeconds = min(stretchSeconds * 3, HistorySearch.maximumReach * HistorySearch.secondsPerYear)
            }
        } else if hasJobs {
            jobsFrom = window.lowerBound
            if empty == nil { reachYears = min(reachYears * 2, HistorySearch.maximumReach) }
        } else {
            empty = window
        }
    }

    /// What is asked next after a window could not be answered: less; nil when it cannot be less.
    ///
    /// - Parameter floor: The shortest question, in seconds.
    package func narrowed(after window: Range<Timestamp>, floor: Int64) -> HistorySearch? {
        let seconds = window.upperBound - window.lowerBound
        guard seconds > floor else { return nil }
        var narrowed = self
        if let empty, window.upperBound == empty.lowerBound {
            narrowed.stretchSeconds = max(floor, seconds / 2)
        } else {
            narrowed.probeSeconds = max(floor, seconds / 2)
        }
        return narrowed
    }
}
