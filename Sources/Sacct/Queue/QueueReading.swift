package import Scoreboard

/// What an answer of squeue came to.
package struct QueueReading: Equatable, Sendable {
    /// Of each cluster that answered, in the order of the answer.
    package var queues: [ClusterQueue]
    /// Clusters that were asked and did not answer.
    package var silent: [String]
    /// Rows that were left out.
    package var defects: [DefectKind: Int]
    /// What squeue said on standard error, on one line; nil when it said nothing.
    package var remark: String?

    package init(
        queues: [ClusterQueue], silent: [String] = [], defects: [DefectKind: Int] = [:], remark: String? = nil
    ) {
        self.queues = queues
        self.silent = silent
        self.defects = defects
        self.remark = remark
    }
}
