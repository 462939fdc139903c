package import BloomFilter
package import Scoreboard

/// What the seen jobs of one month of one cluster are and cost on disk: the filter, and the exact set beside it.
package struct SeenMonthReport: Equatable, Sendable {
    /// The cluster's name.
    package var cluster: ClusterName
    package var month: Month
    /// As its file has it.
    package var filter: BloomFilter
    /// Of the filter's file.
    package var filterBytes: Int
    /// Jobs in the exact set, and the bytes of its file.
    package var identityCount: Int
    package var identityBytes: Int
    /// Jobs of the month that a filter of this shape takes for seen while it is filled with them: so many false positives
    /// the exact set settles when the month is read once, from the first job to the last.
    package var falsePositiveCount: Int

    /// Reads both files. Nil for a month without jobs, which has none.
    ///
    /// - Throws: `FileSystemError`, ``DamagedFile``.
    package init?(reading month: Month, of directory: ClusterDirectory, in files: any FileSystem) throws {
        let path = directory.path(of: .seenFilter(month))
        guard let bytes = try files.readIfPresent(path) else { return nil }
        let filter = try DamagedFile.decoding(bytes, path: path, BloomFilterCodec.decode)
        let identitiesPath = directory.path(of: .seenIdentities(month))
        let identityBytes = try files.read(identitiesPath)
        let identities = try DamagedFile.decoding(identityBytes, path: identitiesPath, IdentitySetCodec.decode)
        cluster = directory.name
        self.month = month
        self.filter = filter
        filterBytes = bytes.count
        identityCount = identities.count
        self.identityBytes = identityBytes.count
        var refilled = BloomFilter(parameters: filter.parameters)
        falsePositiveCount = 0
        identities.forEachRun { falsePositiveCount += refilled.insert(packed: $0) }
    }
}
