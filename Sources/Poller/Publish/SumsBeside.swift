import Sacct
import Scoreboard
import Storage

/// Sums months beside those that the caller sums, on a thread of its own. Months take very unlike times, as some need their
/// days: so each goes to whoever is free, and one may wait here while the caller, who reads them, is busy with another.
final class SumsBeside {
    /// What the thread does; its alone until that has ended.
    private final class Work {
        let months = Channel<StoredMonth>(capacity: 1)
        var builder: StandingsBuilder
        var failure: DamagedFile?

        init(today: Day) {
            builder = StandingsBuilder(today: today)
        }

        func run() {
            while let month = months.receive() {
                do throws(DamagedFile) {
                    try month.add(to: &builder)
                } catch {
                    failure = error
                    return months.close()
                }
            }
        }
    }

    private let work: Work
    private let thread: WorkThread?

    /// - Parameter today: The last day of the windows.
    init(today: Day) {
        let work = Work(today: today)
        self.work = work
        thread = WorkThread { work.run() }
    }

    deinit { work.months.finish() }

    /// Takes a month, unless one waits already, something was wrong with one before, or the system gave no further thread.
    ///
    /// - Returns: Whether it was taken.
    func takes(_ month: StoredMonth) -> Bool {
        thread != nil && work.months.offer(month)
    }

    /// Waits until what was taken is summed. Nothing is taken any more.
    ///
    /// - Throws: What was wrong with a month that was taken.
    func wait() throws(DamagedFile) {
        work.months.finish()
        thread?.wait()
        if let failure = work.failure { throw failure }
    }

    /// Adds the sums of all months that were taken.
    func add(to sums: inout StandingsBuilder) throws(DamagedFile) {
        try wait()
        sums.add(work.builder)
    }
}
