package import Storage

/// The small records of a cluster, read one by one.
package struct StateRecords {
    private let directory: ClusterDirectory
    private let files: any FileSystem

    package init(_ directory: ClusterDirectory, files: any FileSystem) {
        self.directory = directory
        self.files = files
    }

    /// What is wrong with the cursor, the health record, the rate ledger, the register of opt-outs, the discovery and the
    /// loose steps. A missing one is fine.
    ///
    /// - Parameter passingOverClosed: Whether private files that may not be read are none of whoever looks.
    package func damages(passingOverClosed: Bool = false) throws -> [DamagedFile] {
        let checks: [(ClusterFile, ([UInt8], String) throws -> Void)] = [
            (.pollCursor, { _ = try PollCursor(decoding: $0, path: $1) }),
            (.health, { _ = try HealthRecord(decoding: $0, path: $1) }),
            (.optOuts, { _ = try OptOutRegister(decoding: $0, path: $1) }),
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
                if passingOverClosed, file.isPrivate, (error as? FileSystemError)?.isForbidden ?? false { return nil }
                guard let damage = DamagedFile(error) else { throw error }
                return damage
            }
        }
    }
}
