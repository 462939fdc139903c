package import Scoreboard

/// One question to Slurm's accounting, as arguments and environment of `sacct`.
package struct SacctQuery: Equatable, Sendable {
    /// Which records.
    package enum Selection: Equatable, Sendable {
        /// Every record that ended from the first moment up to, but not at, the second.
        case ended(from: Timestamp, to: Timestamp)
        /// The records of these jobs between two moments, both wide enough to hold the whole of each job.
        case jobs([UInt32], from: Timestamp, to: Timestamp)
        /// Every record of these users that ended from the first moment up to, but not at, the second. One that this
        /// host does not know, and sacct refuses them all: ``ProcessFailure/refusedUser``.
        case users([SacctUser], from: Timestamp, to: Timestamp)
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

    /// The most bytes of one argument: Linux refuses a program one of 128 KiB, its closing zero included (`MAX_ARG_STRLEN`),
    /// whatever `ARG_MAX` says of all of them together.
    package static let maximumArgumentBytes = 131_071

    /// How many of these ids, from the first on, fit into the one argument that names them: 14,563 of eight digits each, 11,915
    /// of ten.
    ///
    /// - Parameters:
    ///   - ids: In the order in which they are to be asked for.
    ///   - limit: At most so many in any case; at least 1.
    package static func fittingCount(of ids: some Sequence<UInt32>, limit: Int) -> Int {
        // The comma before the first id is not there.
        var (bytes, count) = (-1, 0)
        for id in ids {
            var (digits, rest) = (1, id / 10)
            while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
            bytes += digits + 1
            guard bytes <= maximumArgumentBytes, count < max(1, limit) else { break }
            count += 1
        }
        return count
    }

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
        case .users(let users, let from, let to):
            precondition(!users.isEmpty, "sacct takes an empty list for everybody")
            arguments += ["-u", users.map(\.text).joined(separator: ","), "-s", SacctQuery.endedStates]
            arguments += ["-S", "uts\(from.seconds)", "-E", "uts\(to.seconds - 1)"]
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
