package import Scoreboard
package import Storage

/// What becomes of each month of the older program. Pure.
package enum ImportPlan {
    /// What becomes of a month.
    package enum Fate: String, CaseIterable, Hashable, Sendable {
        /// It has no user with anything.
        case empty
        /// The accounting's own numbers are there, and hold as much.
        case alreadyRead
        /// It is the present month or a later one: the polls read it from the accounting.
        case present
        /// The polls have yet to read it, or a part of it, from the accounting: it stands until they have.
        case untilRead
        /// The accounting has less of it than was imported, or nothing: it stands.
        case kept
        /// The history that the polls read begins later: it stands.
        case beforeHistory

        /// Whether the month is taken over.
        package var isImported: Bool { self == .untilRead || self == .kept || self == .beforeHistory }
    }

    /// What is known of a month here.
    package struct Knowledge: Sendable {
        /// What the accounting's own rollup holds; nil when there is none.
        package var read: MonthVolume?
        /// Whether the month's rollup was archived.
        package var isArchived: Bool
        /// Where the polls stand; nil when nothing was polled.
        package var cursor: PollCursor?
        /// The first day of the history that is to be read, as it is set.
        package var backfillStart: Day

        package init(read: MonthVolume?, isArchived: Bool, cursor: PollCursor?, backfillStart: Day) {
            self.read = read
            self.isArchived = isArchived
            self.cursor = cursor
            self.backfillStart = backfillStart
        }
    }

    /// - Parameters:
    ///   - content: The month as it would be taken over.
    ///   - today: The present UTC day.
    package static func fate(
        of month: Month, _ content: ImportedMonth, knowing: Knowledge, today: Day
    ) -> Fate {
        if content.users.isEmpty { return .empty }
        if month >= today.month { return .present }
        if knowing.isArchived || knowing.read?.replaces(MonthVolume(content.users.values)) ?? false {
            return .alreadyRead
        }
        // Saved rows, or an import, leave a cursor without a poll.
        let cursor = knowing.cursor.flatMap { $0.watermark == nil ? nil : $0 }
        if month.lastDay < min(knowing.backfillStart, cursor?.backfillStart ?? knowing.backfillStart) {
            return .beforeHistory
        }
        guard let cursor, let watermark = cursor.watermark, month.next.firstDay.start <= watermark,
            // History that an earlier beginning asks for besides is not among the gaps before the next poll.
            cursor.backfillStart <= knowing.backfillStart || month >= cursor.backfillStart.month
        else { return .untilRead }
        return cursor.hasGap(in: month) ? .untilRead : .kept
    }
}
