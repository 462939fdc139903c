package import Scoreboard
package import Storage

/// A question of the history: which window, and what for.
package struct HistoryPiece: Equatable, Sendable {
    /// What the window is part of.
    package enum Purpose: Equatable, Sendable {
        /// A gap.
        case gap
        /// The search for the first month with jobs.
        case search
        /// A span of the queue that is read again.
        case recheck(Recheck)
        /// What had been put off.
        case deferred(DeferredPiece)
        /// The second reading of months.
        case verification(MonthVerification)
    }

    package var window: Range<Timestamp>
    package var purpose: Purpose

    package init(_ window: Range<Timestamp>, _ purpose: Purpose) {
        self.window = window
        self.purpose = purpose
    }

    /// The length of the window, in seconds.
    package var seconds: Int64 { window.upperBound - window.lowerBound }

    /// Whether it is the last of a month.
    package var endsMonth: Bool { window.upperBound == window.upperBound.day.month.firstDay.start }
}
