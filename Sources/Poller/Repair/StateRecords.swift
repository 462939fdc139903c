package import Storage

/// The small records of a cluster, read one by one.
package struct StateRecords {
    private let directory: ClusterDirectory
    private let files: any FileSystem

    package init(_ directory: ClusterDirectory, files: any FileSystem) {
        self.directory = directory
        self.files = files
    }

    /// What is wrong with the cursor, the health record, the rate ledger, the discovery and the loose steps. A missing one is fine.
    package func damages() throws -> [DamagedFile] {
        let checks: [(ClusterFile, ([UInt8], String) throws -> Void)] = [
            (.pollCursor, { _ = try PollCursor(decoding: $0, path: $1) }),
            (.health, { _ = try HealthRecord(decoding: $0, path: $1) }),
            (.rate, { _ = try RateLedger(decoding: $0, path: $1) }),
            (.discovery, { _ = try DiscoveryRecord(decoding: $0, path: $1) }),
            (
                .looseSteps,
                { bytes, path in
                    _ = try DamagedFile.decoding(bytes, path: path) { try LooseStepsCodec.decode($0) }
                }
            ),
        ]
        return try checks.compactMap { file, decode in
            let path = directory.path(of: file)
            do {
                if let bytes = try files.readIfPresent(path) { try decode(bytes, path) }
                return nil
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                return damage
            }
        }
    }
}
