/// What calls of `sacct` have cost on this cluster, smoothed: the newest measurement weighs a quarter.
package struct CallCosts: Equatable, Sendable {
    /// Of a call for the jobs of a window without their steps, in microseconds a job; nil when none was measured.
    package var microsecondsPerJob: Int64?
    /// Of a call for the jobs of a window with their steps, in microseconds a job.
    package var microsecondsPerJobWithSteps: Int64?
    /// Of a call for jobs by their ids, with steps, in microseconds an id.
    package var microsecondsPerID: Int64?
    /// How many jobs ended in a day of the history that was last read.
    package var jobsPerDay: Int64?

    package init(
        microsecondsPerJob: Int64? = nil, microsecondsPerJobWithSteps: Int64? = nil, microsecondsPerID: Int64? = nil,
        jobsPerDay: Int64? = nil
    ) {
        self.microsecondsPerJob = microsecondsPerJob
        self.microsecondsPerJobWithSteps = microsecondsPerJobWithSteps
        self.microsecondsPerID = microsecondsPerID
        self.jobsPerDay = jobsPerDay
    }

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("job_us", microsecondsPerJob)
            writer.member("job_with_steps_us", microsecondsPerJobWithSteps)
            writer.member("id_us", microsecondsPerID)
            writer.member("jobs_per_day", jobsPerDay)
        }
    }

    init(decoding reader: inout JSONReader) throws(JSONError) {
        var costs = CallCosts()
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "job_us": costs.microsecondsPerJob = try reader.count(key)
            case "job_with_steps_us": costs.microsecondsPerJobWithSteps = try reader.count(key)
            case "id_us": costs.microsecondsPerID = try reader.count(key)
            case "jobs_per_day": costs.jobsPerDay = try reader.count(key)
            default: try reader.skip()
            }
        }
        self = costs
    }
}
