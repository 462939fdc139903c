package import Scoreboard

/// A step that was read without its job.
package struct LooseStep: Equatable, Sendable {
    package var jobID: UInt32
    package var start: Timestamp?
    package var usage: StepUsage

    package init(jobID: UInt32, start: Timestamp?, usage: StepUsage) {
        self.jobID = jobID
        self.start = start
        self.usage = usage
    }
}
