import Poller
import Scoreboard
import Storage

/// Follows the plan of a history without files: an accounting is how many rows it has in a window.
struct PlanWalk {
    var cursor: PollCursor
    var now: Timestamp
    /// The pieces that were asked for, with the rows that came; nil for those that failed.
    var asked: [(piece: HistoryPiece, rows: Int?)] = []
    let rows: (Range<Timestamp>) -> Int
    /// Whether a window cannot be answered, and whether that is for its length alone.
    var fails: (Range<Timestamp>) -> (tooWide: Bool, reason: String)? = { _ in nil }

    /// A cluster with one job an hour from `first` on; nil: with none.
    init(backfillStart: String = "2000-01-01", first: String?, now: Timestamp = PollBench.noon) {
        self.now = now
        cursor = PollPlan.firstCursor(backfillStart: Day(backfillStart)!, now: now)
        let beginning = first.map { Timestamp($0)! }
        rows = { window in
            guard let beginning else { return 0 }
            return Int(max(0, window.upperBound - max(window.lowerBound, beginning)) / 3600)
        }
    }

    /// One question. False when there is nothing to ask.
    mutating func step(monthsWithJobs: Set<Month> = []) -> Bool {
        guard let piece = HistoryPlan.next(cursor, now: now, monthsWithJobs: monthsWithJobs) else { return false }
        if let failure = fails(piece.window) {
            asked.append((piece, nil))
            cursor = HistoryPlan.failing(
                piece, in: cursor, now: now, isTooWide: failure.tooWide, reason: failure.reason)
        } else {
            let count = rows(piece.window)
            asked.append((piece, count))
            cursor = HistoryPlan.finishing(
                piece, PieceAnswer(rows: count, milliseconds: 3, newJobs: count), in: cursor, now: now)
        }
        return true
    }

    /// Asks until no gap is left.
    mutating func fillGaps(atMost limit: Int = 5000) {
        while !cursor.gaps.isEmpty, asked.count < limit, step() {}
    }

    /// Windows that were answered, joined.
    var answered: [Range<Timestamp>] {
        asked.filter { $0.rows != nil }.reduce([]) { $0.inserting($1.piece.window) }
    }

    /// Questions that brought nothing.
    var emptyCalls: Int { asked.count { $0.rows == 0 } }

    /// Questions of the search.
    var searchCalls: Int { asked.count { $0.piece.purpose == .search } }
}
