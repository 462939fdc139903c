import Sacct
import Scoreboard
import Storage

/// Reads history, one piece after the other.
struct HistoryReader {
    let reader: SliceReader
    let directory: ClusterDirectory
    let files: any FileSystem
    let clock: any PollClock

    /// Reads the next piece.
    ///
    /// - Parameter span: Only what is missing inside; nil for all history.
    /// - Returns: What was read; nil when there was nothing to be read.
    /// - Throws: As ``SliceReader/read``. A piece that was too much is then cut shorter or put off already.
    func readNext(in span: Range<Timestamp>? = nil, into counts: inout SliceCounts) throws -> HistoryPiece? {
        // Months are looked at only to be sealed, when nothing is missing.
        let months = reader.cursor.gaps.isEmpty ? Set(try directory.knownMonths(in: files)) : []
        guard
            let piece = HistoryPlan.next(reader.cursor, now: clock.now(), monthsWithJobs: months, span: span)
        else { return nil }
        var asksSteps = false
        if case .recheck(let recheck) = piece.purpose { asksSteps = recheck.asksSteps }
        do {
            try reader.read(piece.window, phase: .backfill, asksSteps: asksSteps, into: &counts) { cursor, answer in
                HistoryPlan.finishing(piece, answer, in: cursor, now: clock.now())
            }
        } catch let failure as ProcessFailure where failure.wantsSmallerWindow {
            try reader.remember(
                HistoryPlan.failing(
                    piece, in: reader.cursor, now: clock.now(), isTooWide: failure.isTooWide,
                    reason: "\(failure)".oneLine))
            throw failure
        }
        return piece
    }
}
