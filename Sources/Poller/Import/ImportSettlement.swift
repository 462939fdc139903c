import Scoreboard
import Storage

/// Lets the accounting's own rollups take the places of imported months, in one commit. To be used under the cluster's
/// lock only.
struct ImportSettlement {
    let directory: ClusterDirectory
    let files: any FileSystem

    /// Removes the imported months that have been read. Until the boards have followed, the cluster is marked as not
    /// published.
    ///
    /// - Returns: Those months.
    /// - Throws: `FileSystemError`, `DamagedFile`.
    func settle(with commit: inout SliceCommit) throws -> [Month] {
        let imported = try directory.importedMonths(in: files)
        guard !imported.isEmpty else { return [] }
        let archive = try RollupArchive(of: directory, files: files)
        var replaced: [Month] = []
        for month in imported {
            if archive.contains(month) {
                replaced.append(month)
            } else if let read = try MonthVolume.read(of: month, in: directory, files: files),
                let whole = try ImportedRollups.whole(of: month, in: directory, files: files),
                read.replaces(MonthVolume(whole.users.values))
            {
                replaced.append(month)
            }
        }
        guard !replaced.isEmpty else { return [] }
        try commit.commit(
            replaced.flatMap { [FileChange.remove(.importedRollup($0)), .remove(.withheldImport($0))] }
                + [.write(.unpublished, SliceChanges.publicationMarkBytes)])
        return replaced
    }
}
