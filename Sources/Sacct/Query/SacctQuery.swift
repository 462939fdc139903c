package import Scoreboard

/// One question to Slurm's accounting, as arguments and environment of `sacct`.
package struct SacctQuery: Equatable, Sendable {
    /// Which records.
    package enum Selection: Equatable, Sendable {
        /// Every record that ended from the first moment up to, but not at, the second.
        case ended(from: Timestamp, to: Timestamp)
        /// The records of these jobs between two moments, both wide enough to hold the whole of each job.
        case jobs([UInt32], from: Timestamp, to: Timestamp)
    }

    package var cluster: String
    package var selection: Selection
    package var includesSteps: Bool
    package var fields: [SacctField]

    /// - Parameters:
    ///   - includesPartition: Whether to ask for the partition too, which only aliases of GPUs need.
    ///   - lacking: Fields that the Slurm at hand does not know; they are left out.
    package init(
        cluster: String, selection: Selection, includesSteps: Bool, includesPartition: Bool = false,
        lacking: Set<SacctField> = []
    ) {
        self.cluster = cluster
        self.selection = selection
        self.includesSteps = includesSteps
        let wanted = includesSteps ? SacctField.ofJobsAndSteps : SacctField.ofJobs
        fields = (wanted + (includesPartition ? [.partition] : [])).filter { !lacking.contains($0) }
    }

    /// The ended states, as `sacct -s` takes them: nothing else, since a running or pending one turns the question
    /// into "overlaps the window".
    static let endedStates = "BF,CA,CD,DL,F,NF,OOM,PR,RQ,RS,TO"

    /// The most job ids in one call, below the limit of an argument list.
    package static let maximumJobCount = 10_000

    /// What follows `sacct` on the command line.
    ///
    /// `-D` shows every attempt of a requeued job; `uts` times are UTC seconds, and both ends of Slurm's window count.
    package var arguments: [String] {
        var arguments = ["-D", "-P", "-n", "-M", cluster]
        if !includesSteps { arguments.append("-X") }
        switch selection {
        case .ended(let from, let to):
            arguments += ["-a", "-s", SacctQuery.endedStates]
            arguments += ["-S", "uts\(from.seconds)", "-E", "uts\(to.seconds - 1)"]
        case .jobs(let ids, let from, let to):
            arguments += ["-a", "-j", ids.map { String($0) }.joined(separator: ",")]
            arguments += ["-S", "uts\(from.seconds)", "-E", "uts\(to.seconds)"]
        }
        return arguments + ["-o", fields.map(\.name).joined(separator: ",")]
    }

    /// What sacct may know of the caller's environment: nothing that changes its output.
    ///
    /// - Parameter inherited: The caller's environment, of which `PATH`, `HOME` and `SLURM_CONF` are kept.
    package static func environment(from inherited: [String: String]) -> [String: String] {
        var environment = inherited.filter { ["PATH", "HOME", "SLURM_CONF"].contains($0.key) }
        environment["LC_ALL"] = "C.UTF-8"
        environment["SLURM_TIME_FORMAT"] = "%s"
        return environment
    }
}
