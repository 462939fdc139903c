/// What a month's seen jobs are, and what became of the jobs asked about since it was opened.
package struct SeenJobsStatistics: Equatable, Sendable {
    /// Jobs seen in all.
    package var count = 0
    /// Jobs that were new.
    package var newCount = 0
    /// Jobs that had been seen before.
    package var seenCount = 0
    /// New jobs that the filter alone knew to be new.
    package var settledByFilterCount = 0
    /// Jobs, new or seen, that the exact set had to settle.
    package var settledByExactSetCount = 0
    /// New jobs that the filter took for seen when it was asked. Each was settled by the exact set and counted as new.
    /// Never more than one an opening, since the exact set then decides.
    package var falsePositiveCount = 0
    /// How often the filter was made anew from the exact set, at another size or rate.
    package var rebuildCount = 0
}
