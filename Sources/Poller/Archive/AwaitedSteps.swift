package import Scoreboard
package import Storage

/// Forgets the jobs of sealed months that still await their steps.
///
/// A sealed month ended 35 days ago or more, and was then read twice with the same result: steps that have not come do not
/// come any more. On a site that keeps no steps these would be all jobs, 14 bytes each. A forgotten job is as one whose steps
/// are settled: it stays counted, what was credited to it stays credited, and steps that come after all are passed over. To
/// be used under the cluster's lock only.
package enum AwaitedSteps {
    /// Removes the lists of all sealed months in one commit.
    ///
    /// - Returns: The months that had one, in order.
    /// - Throws: What listing and writing throws.
    package static func forget(
        in directory: ClusterDirectory, files: any FileSystem, sealed seals: MonthSeals,
        committing commit: inout SliceCommit
    ) throws -> [Month] {
        let segments = try directory.awaitingStepSegments(in: files).filter { seals.contains($0.key) }
        let months = segments.keys.sorted()
        let changes = months.flatMap { month in
            (segments[month] ?? []).map { FileChange.remove(.awaitingSteps(month, segment: $0)) }
        }
        if !changes.isEmpty { try commit.commit(changes) }
        return months
    }
}
