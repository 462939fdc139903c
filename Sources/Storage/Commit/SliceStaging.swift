/// The first step of a ``SliceCommit``: the new files of a commit, written one after the other and then synced, where nobody looks
/// for them yet. What is written need not be held in memory until the others are made.
package struct SliceStaging {
    private let cluster: ClusterDirectory
    private let files: any FileSystem
    private let directory: String
    private(set) var record: CommitRecord
    private var paths: Set<String> = []
    private var parents: Set<String> = []
    /// How many files were written, also those that others took the place of.
    private var written = 0

    /// In bytes: the disk takes a millisecond or more, and may as well begin.
    private static let longToSync: Int64 = 1 << 20

    init(_ sequence: Int64, of cluster: ClusterDirectory, files: any FileSystem) {
        self.cluster = cluster
        self.files = files
        directory = FilePath.join(cluster.stagingDirectory, String(sequence))
        record = CommitRecord(sequence: sequence, files: [], removals: [])
    }

    var isEmpty: Bool { paths.isEmpty }

    /// Adds a change to the commit.
    ///
    /// - Parameter change: Of a file that no other change of the commit is of.
    /// - Throws: `FileSystemError`; `DamagedFile` when the present file is not what a patch was made for.
    package mutating func add(_ change: FileChange) throws {
        precondition(FilePath.isInside(change.path), "a change leads outside the cluster's directory")
        precondition(paths.insert(change.path).inserted, "two changes of one file in one commit")
        if paths.count == 1 { try files.createDirectories(directory) }
        if case .remove(let path) = change { return record.removals.append(path) }
        let parent = FilePath.parent(of: FilePath.join(cluster.path, change.path))
        if parents.insert(parent).inserted { try files.createDirectories(parent) }
        let name = String(written)
        written += 1
        let staged = FilePath.join(directory, name)
        let (size, crc) = try write(change, to: staged)
        if size >= SliceStaging.longToSync { files.beginSync(staged) }
        record.files.append(CommitRecord.File(target: change.path, staged: name, size: size, crc: crc))
    }

    /// Adds a change that takes the place of an earlier one of the same file, where there is one.
    ///
    /// - Throws: As ``add(_:)-(FileChange)``.
    package mutating func put(_ change: FileChange) throws {
        if paths.remove(change.path) != nil {
            if let index = record.files.firstIndex(where: { $0.target == change.path }) {
                try files.remove(FilePath.join(directory, record.files[index].staged))
                record.files.remove(at: index)
            }
            record.removals.removeAll { $0 == change.path }
        }
        try add(change)
    }

    /// Where the new content of a file is until the commit; nil for a file that it does not write.
    package func stagedPath(of path: String) -> String? {
        record.files.first { $0.target == path }.map { FilePath.join(directory, $0.staged) }
    }

    /// Adds changes in their order.
    ///
    /// - Throws: As ``add(_:)``.
    package mutating func add(_ changes: [FileChange]) throws {
        for change in changes { try add(change) }
    }

    /// Syncs what was written and the directories that name it, the last part of staging: so the disk works while the other files
    /// are made.
    func sync() throws {
        try files.syncFiles(record.files.map { FilePath.join(directory, $0.staged) })
        try files.syncDirectory(directory)
        try files.syncDirectory(cluster.stagingDirectory)
        try files.syncDirectory(cluster.stateDirectory)
    }

    /// Writes the new content of a file.
    ///
    /// - Returns: Its size in bytes and its CRC-32C.
    private func write(_ change: FileChange, to staged: String) throws -> (size: Int64, crc: UInt32) {
        let isPrivate = ClusterFile.isPrivate(change.path)
        switch change {
        case .write(_, let bytes):
            try files.writeNew(staged, bytes, durable: false, isPrivate: isPrivate)
            return (Int64(bytes.count), Checksum.crc32c(bytes))
        case .patch(let path, let patch):
            let present = FilePath.join(cluster.path, path)
            let crc = try files.writeNew(staged, patch, of: present, durable: false, isPrivate: isPrivate)
            guard crc == patch.crc else {
                throw DamagedFile(path: present, .malformed("it changed while its next version was made"))
            }
            return (patch.size, patch.crc)
        case .remove: preconditionFailure("nothing is written for a removal")
        }
    }
}
