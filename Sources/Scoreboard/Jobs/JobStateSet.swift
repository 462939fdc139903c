/// A set of job states, for instance those that count as failures.
package struct JobStateSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package init(_ states: some Sequence<JobState>) {
        rawValue = states.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
    }

    /// Whether the state is one of the set.
    package func contains(_ state: JobState) -> Bool {
        rawValue & (1 << UInt16(state.rawValue)) != 0
    }

    /// What counts as a failure unless the site says otherwise. A cancelled job has not failed.
    package static let failures = JobStateSet([.failed, .nodeFail, .outOfMemory, .preempted, .timeout])
}
