import Storage

/// What a derived file may be replaced by: anything, unless a newer program wrote it.
enum DerivedFile {
    /// The damage that a file of a newer program is to this one; nil for any other content, whole or not.
    ///
    /// - Parameter jsonVersion: The newest that is read; nil for user files and boards, which tell it by their path.
    static func newerVersion(of bytes: [UInt8], path: String, jsonVersion: Int? = nil) -> DamagedFile? {
        do throws(DamagedFile) {
            if path.hasSuffix(".json") {
                try ChecksummedJSON.decode(bytes, path: path, version: jsonVersion ?? version(of: path)) {
                    (reader) throws(JSONError) in try reader.skip()
                }
            } else {
                _ = try StandingsSidecar.decode(bytes, path: path)
            }
        } catch {
            if error.isOfNewerProgram { return error }
        }
        return nil
    }

    private static func version(of path: String) -> Int {
        FilePath.name(of: FilePath.parent(of: path)) == "users"
            ? UserFile.schemaVersion : LeaderboardFileCodec.schemaVersion
    }
}
