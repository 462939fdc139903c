package import Scoreboard

/// The filter of the jobs that one cluster counted in one month.
package struct SeenFilter: Hashable, Sendable {
    /// The cluster's name.
    package var cluster: String
    package var month: Month
    /// n: jobs in the filter, and how many it is planned for.
    package var count: Int64 = 0
    package var plannedCount: Int64 = 0
    /// m and k: bits, and bits set for each job.
    package var bitCount: Int64 = 0
    package var hashCount: Int64 = 0
    /// p: the rate of false positives that is planned, and the one by the present fill.
    package var plannedRate = 0.0
    package var rate = 0.0
    /// The share of the bits that are set: 0 to 1.
    package var fill = 0.0
    /// Of the filter's file, and of the exact set's beside it.
    package var filterBytes: Int64 = 0
    package var exactBytes: Int64 = 0
    /// Jobs of the month that the filter, as it was filled, took for seen: each was settled by the exact set.
    package var falsePositives: Int64 = 0
    /// Why the files cannot be used; nil when they can.
    package var problem: String?

    package init(cluster: String, month: Month) {
        self.cluster = cluster
        self.month = month
    }

    /// How much of the plan is used: 0 to 1, more in a filter that is outgrown.
    package var load: Double { plannedCount > 0 ? Double(count) / Double(plannedCount) : 0 }
}
