/// One question to Slurm's controllers, as arguments and environment of `squeue`.
package struct QueueQuery: Equatable, Sendable {
    /// All of them in one call; none asks the cluster that this host belongs to, for which no database is needed.
    package var clusters: [String]

    package init(clusters: [String]) {
        self.clusters = clusters
    }

    /// What follows `squeue` on the command line.
    ///
    /// Without `-h`: the lines above the jobs tell which clusters answered, also those whose queues are empty. Without `-r`: a
    /// pending array stays one line, whose tasks are counted from its id, where `-r` would print a line for each of perhaps
    /// a hundred thousand, and leaves out the last one of `1-99:2` (22.05). A suffix without a width (`UserName:|`) leaves a column as wide as it is.
    package var arguments: [String] {
        let place = clusters.isEmpty ? [] : ["-M", clusters.joined(separator: ",")]
        return place + ["-a", "-O", QueueField.allCases.map { "\($0.name):|" }.joined(separator: ",")]
    }

    /// What squeue may know of the caller's environment: nothing that changes its output (`SQUEUE_FORMAT`, `SLURM_CLUSTERS`
    /// and the like).
    ///
    /// - Parameter inherited: The caller's environment.
    package static func environment(from inherited: [String: String]) -> [String: String] {
        var environment = SacctQuery.environment(from: inherited)
        // The ids of an array's tasks are cut after 64 bytes otherwise.
        environment["SLURM_BITSTR_LEN"] = "0"
        return environment
    }
}
