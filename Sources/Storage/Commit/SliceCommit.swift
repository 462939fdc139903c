/// Makes the changes of one slice visible together or not at all, on a file system that has only an atomic `rename`.
///
/// It is a redo log. Let n be the number of the commit. In this order:
///
/// 1. *Stage.* The directories of the targets and `state/commit/n/` are made. Each new content is written to
///    `state/commit/n/0`, `1`, … and synced, then the directories that name them.
/// 2. *Decide.* The record `state/commit.json` (``CommitRecord``), which names n and every staged file with its target,
///    size and checksum, is written beside its place, synced and renamed over the record of commit n - 1. **This rename
///    is the commit.**
/// 3. *Apply.* Each staged file is renamed onto its target, removals are removed, and the directories are synced.
/// 4. *Clean.* The empty `state/commit/n/` is removed. The record stays; it gives the next commit its number.
///
/// What a crash leaves, and what ``recover()`` makes of it:
///
/// | crash during | on disk                                         | recovery                                      |
/// |--------------|-------------------------------------------------|-----------------------------------------------|
/// | stage        | `commit/n/` in part, a record of n - 1          | removes `commit/n/`: nothing has happened     |
/// | decide       | `commit/n/` whole, record of n - 1, maybe a temporary file | the same, and removes the temporary |
/// | apply        | record of n, some of `commit/n/` still there    | moves what is still there, then cleans        |
/// | clean        | record of n, `commit/n/` empty                  | finds every target in place, then cleans      |
/// | (between)    | record of n, no `commit/`                       | nothing to do                                 |
///
/// Recovery may itself be killed anywhere and run again: each of its steps finds out whether it is done. A staged file
/// that is missing while its directory is there was moved already; then its target must have the recorded size and
/// checksum, else something else has been at work and the target is reported as damaged.
///
/// Between the first rename and the last of the third step a reader may see some files old and some new. Whoever holds
/// the lock has recovered first and never does; the interface reads the boards, which are made after the commit.
///
/// To be used under the cluster's lock only.
package struct SliceCommit {
    /// What a recovery found.
    package enum Outcome: Hashable, Sendable {
        /// No commit had been interrupted.
        case clean
        /// A commit that had been decided was carried out.
        case rolledForward(sequence: Int64)
        /// A commit that had not been decided was taken away.
        case rolledBack
    }

    private let cluster: ClusterDirectory
    private let files: any FileSystem
    private let recordPath: String
    /// The number of the last commit; nil until a recovery has settled what was there before, and after an error.
    private var sequence: Int64?

    package init(cluster: ClusterDirectory, files: any FileSystem) {
        self.cluster = cluster
        self.files = files
        recordPath = cluster.path(of: .commitRecord)
    }

    /// Settles what an earlier process, or an earlier ``commit(_:)`` that threw, has left. The first thing to do under
    /// the lock.
    ///
    /// - Throws: ``FileSystemError``; ``DamagedFile`` when the record cannot be read while a commit is unfinished, or a
    ///   target is not what was committed.
    @discardableResult
    package mutating func recover() throws -> Outcome {
        sequence = nil
        for directory in [cluster.stateDirectory, cluster.leaderboardsDirectory] {
            try files.removeTemporaries(in: directory)
        }
        let staged = try stagedDirectories()
        guard let record = try readRecord() else {
            for name in staged { try discard(name) }
            sequence = 0
            return staged.isEmpty ? .clean : .rolledBack
        }
        var outcome = Outcome.clean
        for name in staged where name != String(record.sequence) {
            try discard(name)
            outcome = .rolledBack
        }
        if staged.contains(String(record.sequence)) {
            try apply(record, verifying: true)
            outcome = .rolledForward(sequence: record.sequence)
        }
        sequence = record.sequence
        return outcome
    }

    /// Carries out all changes or none.
    ///
    /// After an error it is not known which of the two it was: call ``recover()``, read the files again, and go on from
    /// what they say.
    ///
    /// - Parameter changes: At most one a path.
    /// - Throws: ``FileSystemError``, or what ``recover()`` throws.
    package mutating func commit(_ changes: [FileChange]) throws {
        try commit(staging: { try $0.add(changes) })
    }

    /// The same with changes that are made while those before are staged already.
    ///
    /// - Parameter make: Adds each change when it is made; when it throws, nothing has happened.
    /// - Throws: As ``commit(_:)``, and what `make` throws.
    package mutating func commit(staging make: (inout SliceStaging) throws -> Void) throws {
        try commit(begin(), staging: make)
    }

    /// Begins the next commit, some of whose changes are made long before the others. Either it is carried out by
    /// ``commit(_:staging:)``, before anything else is committed, or it is given up.
    ///
    /// - Throws: As ``recover()``.
    package mutating func begin() throws -> SliceStaging {
        if sequence == nil { try recover() }
        return SliceStaging((sequence ?? 0) + 1, of: cluster, files: files)
    }

    /// Takes away what was added to a commit that was begun: nothing has happened. What cannot be removed now is removed by
    /// the next recovery.
    package mutating func giveUp(_ begun: SliceStaging) {
        sequence = nil
        try? discard(String(begun.record.sequence))
    }

    /// Carries out what was begun.
    ///
    /// - Parameters:
    ///   - begun: By ``begin()``, since the last commit.
    ///   - make: Adds the other changes; when it throws, nothing has happened.
    /// - Throws: As ``commit(_:)``, and what `make` throws.
    package mutating func commit(
        _ begun: consuming SliceStaging, staging make: (inout SliceStaging) throws -> Void
    ) throws {
        precondition(sequence.map { $0 + 1 } == begun.record.sequence, "something was committed since this was begun")
        let last = sequence
        sequence = nil
        var staging = begun
        do {
            try make(&staging)
            if !staging.isEmpty { try staging.sync() }
        } catch {
            // On a full disk the staged files are in the way of everything else; the first error is the one to tell.
            giveUp(staging)
            throw error
        }
        guard !staging.isEmpty else {
            sequence = last
            return
        }
        try files.atomicWrite(recordPath, staging.record.encoded())
        try apply(staging.record, verifying: false)
        sequence = staging.record.sequence
    }

    /// - Parameter verifying: Whether the staged files are from an earlier process, some of them perhaps moved.
    private func apply(_ record: CommitRecord, verifying: Bool) throws {
        let directory = FilePath.join(cluster.stagingDirectory, String(record.sequence))
        var changed: Set<String> = []
        for file in record.files {
            let staged = FilePath.join(directory, file.staged)
            let target = FilePath.join(cluster.path, file.target)
            if verifying, try files.status(staged) == nil {
                try check(target, against: file)
            } else {
                if verifying {
                    try check(staged, against: file)
                    try files.createDirectories(FilePath.parent(of: target))
                }
                try files.rename(staged, to: target)
            }
            changed.insert(FilePath.parent(of: target))
        }
        for removal in record.removals {
            let target = FilePath.join(cluster.path, removal)
            guard let kind = try files.status(target)?.kind else { continue }
            // Not ours: whoever repairs moves it aside.
            guard kind != .directory else { throw FileSystemError(.remove, target, .notARegularFile) }
            try files.remove(target)
            changed.insert(FilePath.parent(of: target))
        }
        for directory in changed.sorted() { try files.syncDirectory(directory) }
        try discard(String(record.sequence))
    }

    private func check(_ path: String, against file: CommitRecord.File) throws {
        guard let bytes = try files.readIfPresent(path) else {
            throw DamagedFile(path: path, .malformed("it was committed and is gone"))
        }
        guard Int64(bytes.count) == file.size, Checksum.crc32c(bytes) == file.crc else {
            throw DamagedFile(path: path, .checksumMismatch)
        }
    }

    /// Removes a staging directory with what is in it, so that its disappearance is the last thing to happen.
    private func discard(_ name: String) throws {
        let directory = FilePath.join(cluster.stagingDirectory, name)
        guard let status = try files.status(directory) else { return }
        guard status.kind == .directory else { return try files.remove(directory) }
        for file in try files.list(directory) {
            let path = FilePath.join(directory, file)
            if try files.status(path)?.kind == .directory { throw FileSystemError(.remove, path, .notARegularFile) }
            try files.remove(path)
        }
        try files.removeDirectory(directory)
        try files.syncDirectory(cluster.stagingDirectory)
    }

    private func stagedDirectories() throws -> [String] {
        guard try files.status(cluster.stagingDirectory)?.kind == .directory else { return [] }
        return try files.list(cluster.stagingDirectory)
    }

    /// The record; nil when there never was a commit.
    private func readRecord() throws -> CommitRecord? {
        guard let bytes = try files.readIfPresent(recordPath) else { return nil }
        return try CommitRecord(decoding: bytes, path: recordPath)
    }
}
