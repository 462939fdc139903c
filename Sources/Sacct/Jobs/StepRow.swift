package import Scoreboard

/// One step of a job, as a row of its own. Steps have no user; they are never jobs.
package struct StepRow: Equatable, Sendable {
    /// JobIDRaw of the job it belongs to.
    package var jobID: UInt32
    package var start: Timestamp?
    package var end: Timestamp?
    package var usage: StepUsage
    /// A hash of the step's name and start, by which a row that comes again is known; nil when it is not known.
    package var key: UInt64?

    package init(jobID: UInt32, start: Timestamp?, end: Timestamp?, usage: StepUsage, key: UInt64? = nil) {
        self.jobID = jobID
        self.start = start
        self.end = end
        self.usage = usage
        self.key = key
    }
}
