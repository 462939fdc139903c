package import Scoreboard

/// What a poller has done since it began, and what it is at: its `PollProgress` added up.
package struct PollTally: Equatable, Sendable {
    /// What a poller can be at.
    package enum Activity: Equatable, Sendable {
        case preparing
        case reading(PollEvent.Phase)
        case publishing
        /// All that can be read is read.
        case resting
        /// History pauses between two pieces.
        case pausing
        case retrying
    }

    package private(set) var activity = Activity.preparing
    /// The month that is read, or was read last.
    package private(set) var month: Month?
    package private(set) var counts = SliceCounts()
    /// Rows of all answers, also of those that failed in the end.
    package private(set) var rows: Int64 = 0
    /// Of the call at hand, or of the last one that brought rows, from the question on; nil before the first row.
    package private(set) var rowsPerSecond: Double?
    /// Whether sacct is at work.
    package private(set) var isAsking = false
    /// When the next call may be made, while one waits; nil when none does.
    package private(set) var nextCall: Timestamp?
    /// How often the boards were published.
    package private(set) var publications = 0

    private var askedAt = 0
    private var rowsOfCall = 0

    package init() {}

    /// Adds what happened.
    ///
    /// - Parameters:
    ///   - now: By the poller's clock.
    ///   - milliseconds: On a clock that only goes forward, for the pace.
    package mutating func note(_ progress: PollProgress, at now: Timestamp, milliseconds: Int) {
        switch progress {
        case .preparing: (activity, nextCall) = (.preparing, nil)
        case .reading(let phase, let month):
            (activity, nextCall) = (.reading(phase), nil)
            if let month { self.month = month }
        case .waiting(let pause): nextCall = PollTally.moment(now, after: pause)
        case .asking:
            (nextCall, isAsking) = (nil, true)
            (askedAt, rowsOfCall) = (milliseconds, 0)
        case .rows(let count):
            rows += Int64(count)
            rowsOfCall += count
            if rowsOfCall > 0 { rowsPerSecond = Double(rowsOfCall) * 1000 / Double(max(1, milliseconds - askedAt)) }
        case .answered: isAsking = false
        case .committed(let more): counts += more
        case .publishing: activity = .publishing
        case .published: publications += 1
        case .resting(let pause, let isCaughtUp):
            activity = isCaughtUp ? .resting : .pausing
            nextCall = pause > 0 ? PollTally.moment(now, after: pause) : nil
        case .retrying(let pause):
            activity = .retrying
            isAsking = false
            nextCall = PollTally.moment(now, after: pause)
        }
    }

    private static func moment(_ now: Timestamp, after milliseconds: Int) -> Timestamp {
        now + Int64((milliseconds + 999) / 1000)
    }
}
