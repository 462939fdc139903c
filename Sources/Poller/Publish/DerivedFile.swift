import Storage

/// A board, a sidecar or a user's file: what it should hold follows from the rollups.
enum DerivedFile {
    /// What is wrong with the file at a path; nil when it is whole or missing. Whether it is up to date is not asked.
    static func damage(at path: String, _ files: any FileSystem) throws -> DamagedFile? {
        // Links too: what is written does not follow them.
        if let kind = try files.status(path)?.kind, kind != .file {
            return DamagedFile(path: path, .malformed("something other than a plain file is in its place"))
        }
        do {
            if let bytes = try files.readIfPresent(path) { try check(bytes, path: path) }
            return nil
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            return damage
        }
    }

    /// - Throws: `DamagedFile` when the bytes are not what was written once, or of a newer version.
    static func check(_ bytes: [UInt8], path: String) throws(DamagedFile) {
        if FilePath.name(of: path) == PublicationRecord.fileName {
            _ = try PublicationRecord(decoding: bytes, path: path)
        } else if path.hasSuffix(ClusterFile.windowSums.relativePath) {
            do {
                _ = try DamagedFile.decoding(bytes, path: path) { try WindowSumsCodec.decode($0) }
            } catch {
                throw DamagedFile(error) ?? DamagedFile(path: path, .malformed("\(error)"))
            }
        } else if !path.hasSuffix(".json") {
            _ = try StandingsSidecar.decode(bytes, path: path)
        } else if FilePath.name(of: FilePath.parent(of: path)) == "users" {
            try ChecksummedJSON.check(bytes, path: path, version: UserFile.schemaVersion)
        } else {
            try ChecksummedJSON.check(bytes, path: path, version: LeaderboardFileCodec.schemaVersion)
        }
    }
}
