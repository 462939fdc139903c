package import Scoreboard
package import Storage

/// Packs the daily rollups of sealed months, of which little more comes: a year of a busy cluster would else be mostly these.
///
/// What is added to a month later makes its rollup plain again, and the next poll packs it again. To be used under the
/// cluster's lock only.
package enum RollupPacking {
    /// How many months one step packs at most, so that a poll over a long history is not held up: a busy one takes a third of
    /// a second.
    package static let monthsPerStep = 6

    /// Packs the oldest sealed months whose rollups are plain, one commit each, and removes what is packed of months that
    /// have a plain rollup besides, which is the one that counts.
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
        if !twice.isEmpty { try commit.commit(twice.map { .remove(.packedDailyRollup($0)) }) }
        return Array(next)
    }
}
