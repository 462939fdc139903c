package import BloomFilter
package import Scoreboard

/// What the seen jobs of one month of one cluster are and cost on disk: the filter, and the exact set beside it. A month at
/// rest has no filter on disk, and is told of the one that it would have.
package struct SeenMonthReport: Equatable, Sendable {
    /// The cluster's name.
    package var cluster: ClusterName
    package var month: Month
    /// As its file has it, or as it follows from the exact set.
    package var filter: BloomFilter
    /// Of the filter's file; zero when there is none.
    package var filterBytes: Int
    /// Jobs in the exact set, and the bytes of its file.
    package var identityCount: Int
    package var identityBytes: Int
    /// Jobs of the month that a filter of this shape takes for seen while it is filled with them: so many false positives
    /// the exact set settles when the month is read once, from the first job to the last.
    package var falsePositiveCount: Int

    /// Reads the files. Nil for a month without jobs, which has none.
    ///
    /// - Throws: `FileSystemError`, ``DamagedFile``.
    package init?(reading month: Month, of directory: ClusterDirectory, in files: any FileSystem) throws {
        let path = directory.path(of: .seenFilter(month))
        let bytes = try files.readIfPresent(path)
        let identitiesPath = directory.path(of: .seenIdentities(month))
        guard try bytes != nil || files.status(identitiesPath) != nil else { return nil }
        let filter = try bytes.map { try DamagedFile.decoding($0, path: path, BloomFilterCodec.decode) }
        let identityBytes = try files.read(identitiesPath)
        let identities = try DamagedFile.decoding(identityBytes, path: identitiesPath, IdentitySetCodec.decode)
        cluster = directory.name
        self.month = month
        filterBytes = bytes?.count ?? 0
        identityCount = identities.count
        self.identityBytes = identityBytes.count
        var refilled = BloomFilter(
            parameters: filter?.parameters
                ?? SeenJobs.parameters(
                    forCount: UInt64(identities.count), falsePositiveRate: SeenJobs.defaultFalsePositiveRate))
        var falsePositives = 0
        identities.forEachRun { falsePositives += refilled.insert(packed: $0) }
        falsePositiveCount = falsePositives
        self.filter = filter ?? refilled
    }
}
