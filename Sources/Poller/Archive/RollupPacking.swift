package import Scoreboard
package import Storage

/// Packs the daily rollups of sealed months, of which little more comes, and drops the filters of their seen jobs, which
/// follow from the exact sets: a year of a busy cluster would else be mostly these.
///
/// What is added to a month later makes its rollup plain again and its filter anew, and the next poll packs it again. To be
/// used under the cluster's lock only.
package enum RollupPacking {
    /// How many months one step packs at most, so that a poll over a long history is not held up: a busy one takes a third of
    /// a second.
    package static let monthsPerStep = 6

    /// Packs the oldest sealed months whose rollups are plain, one commit each. Removes what is packed of months that have a
    /// plain rollup besides, which is the one that counts, and the filters of those that have none, as earlier releases kept
    /// them.
    ///
    /// - Returns: The months that were packed, in order.
    /// - Throws: `DamagedFile` for a rollup that is not as it was written; what reading and writing throws.
    package static func step(
        in directory: ClusterDirectory, files: any FileSystem, sealed seals: MonthSeals,
        committing commit: inout SliceCommit
    ) throws -> [Month] {
        let (plain, packed) = try RollupFile.months(in: directory, files: files)
        let next = plain.filter(seals.contains).prefix(monthsPerStep)
        for month in next { try commit.commit(RollupFile(month, in: directory, files: files).packing()) }
        let twice = Set(packed).intersection(plain).subtracting(next).sorted()
        let idle = try filtersBesideExactSets(in: directory, files: files).filter { !plain.contains($0) }
        let obsolete = twice.map(ClusterFile.packedDailyRollup) + idle.map(ClusterFile.seenFilter)
        if !obsolete.isEmpty { try commit.commit(obsolete.map(FileChange.remove)) }
        return Array(next)
    }

    /// The months that have both, in order. A filter without its exact set is damage, which is not to be tidied away.
    private static func filtersBesideExactSets(
        in directory: ClusterDirectory, files: any FileSystem
    ) throws -> [Month] {
        let names = Set(try files.names(in: directory.seenDirectory))
        return try directory.seenMonths(in: files).filter { names.isSuperset(of: ["\($0).bloom", "\($0).ids"]) }
    }
}
