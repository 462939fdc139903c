package import Scoreboard

/// How far the poller has read a cluster's accounting: `state/poll_cursor.json`.
package struct PollCursor: Equatable, Sendable {
    /// The `schema_version` that is written, and the newest that is read. Version 1 had whole days as gaps.
    package static let schemaVersion = 2

    /// The first day of the history that is to be read.
    package var backfillStart: Day
    /// The spans that have not been read yet, in order and apart, each up to but not including its end.
    package var gaps: [Range<Timestamp>]
    /// Everything that ended before this moment has been asked for, but for the gaps and what was put off.
    package var watermark: Timestamp?
    /// When the accounting was last read with success: how fresh the numbers are.
    package var asOf: Timestamp?
    /// How much one question may cover.
    package var pace: QuestionPace
    /// The search for the first jobs, while it goes on.
    package var search: HistorySearch?
    /// What could not be read, however short the question; no part of `gaps`.
    package var deferred: [DeferredPiece]
    /// What is to be read again.
    package var rechecks: RecheckQueue
    /// The months that were read twice.
    package var seals: MonthSeals

    /// A file in which a span is longer is damaged: a thousand years and more.
    package static let maximumSeconds: Int64 = 1 << 35

    package init(
        backfillStart: Day, gaps: [Range<Timestamp>] = [], watermark: Timestamp? = nil, asOf: Timestamp? = nil,
        pace: QuestionPace = QuestionPace(), search: HistorySearch? = nil, deferred: [DeferredPiece] = [],
        rechecks: RecheckQueue = RecheckQueue(), seals: MonthSeals = MonthSeals()
    ) {
        self.backfillStart = backfillStart
        self.gaps = gaps
        self.watermark = watermark
        self.asOf = asOf
        self.pace = pace
        self.search = search
        self.deferred = deferred
        self.rechecks = rechecks
        self.seals = seals
    }

    /// Adds a span that is to be read again, and breaks the seals of its months; gaps stay in order and apart.
    package mutating func reopen(_ span: Range<Timestamp>) {
        guard !span.isEmpty else { return }
        gaps = gaps.inserting(span)
        deferred.removeAll { span.lowerBound <= $0.span.lowerBound && $0.span.upperBound <= span.upperBound }
        pace.emptySeconds = 0
        seals.breakOpen(span.lowerBound.day.month..<(span.upperBound - 1).day.month.next)
    }

    /// Adds days that are to be read again.
    package mutating func reopen(_ days: Range<Day>) {
        reopen(days.lowerBound.start..<days.upperBound.start)
    }

    /// Whether a part of the month is still to be read.
    package func hasGap(in month: Month) -> Bool {
        let span = month.firstDay.start..<month.next.firstDay.start
        return gaps.overlaps(span) || deferred.contains { $0.span.overlaps(span) }
    }

    /// The first moment that has not been read; nil when history is complete.
    package var firstMissing: Timestamp? {
        (gaps.map(\.lowerBound) + deferred.map(\.span.lowerBound)).min()
    }

    /// The last month before the first gap that has been read wholly; nil when there is none.
    package var lastCompleteMonth: Month? {
        guard let watermark else { return nil }
        let month = (firstMissing ?? watermark).day.month.previous
        return month >= backfillStart.month ? month : nil
    }
}
