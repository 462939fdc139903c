import Poller
import ScoreboardUI

extension PollingReport {
    /// Takes over what has been done, and what is being done now.
    mutating func take(_ tally: PollTally) {
        activity = tally.activity.words
        month = tally.month
        rows = tally.rows
        jobs = Int64(tally.counts.jobs)
        newJobs = Int64(tally.counts.newJobs)
        calls = Int64(tally.counts.calls)
        rowsPerSecond = tally.rowsPerSecond
        isAsking = tally.isAsking
        nextCall = tally.nextCall
        publications = tally.publications
    }
}

extension PollTally.Activity {
    /// What the poller is at, for people.
    fileprivate var words: String {
        switch self {
        case .preparing: "looking at its files, asking the site"
        case .reading(.catchUp): "reading what has ended since the last look"
        case .reading(.backfill): "reading history"
        case .reading(.discovery): "looking for users without jobs"
        case .publishing: "making the boards"
        case .resting: "all is read; waiting for the next look"
        case .pausing: "pausing before more history"
        case .retrying: "something failed; waiting to try again"
        }
    }
}
