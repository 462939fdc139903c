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
        left.jobs.addHeld(right.jobs)
        left.cpus.addHeld(right.cpus)
        left.gpus.addHeld(right.gpus)
        left.nodes.addHeld(right.nodes)
    }
}

extension Int64 {
    fileprivate mutating func addHeld(_ other: Int64) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other < 0 ? .min : .max) : sum
    }
}
