/// What some jobs of a queue hold, or wait for.
package struct QueueLoad: Hashable, Sendable {
    package var jobs: Int64
    package var cpus: Int64
    package var gpus: Int64
    package var nodes: Int64

    package init(jobs: Int64 = 0, cpus: Int64 = 0, gpus: Int64 = 0, nodes: Int64 = 0) {
        self.jobs = jobs
        self.cpus = cpus
        self.gpus = gpus
        self.nodes = nodes
    }

    /// Stays at the largest number rather than overflow: the numbers come from outside.
    package static func += (left: inout QueueLoad, right: QueueLoad) {
        // Made whole: over sums in place, inlined into a loop over users, the optimiser takes a minute.
        left = QueueLoad(
            jobs: held(left.jobs, right.jobs), cpus: held(left.cpus, right.cpus), gpus: held(left.gpus, right.gpus),
            nodes: held(left.nodes, right.nodes))
    }

    private static func held(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? (right < 0 ? .min : .max) : sum
    }
}
