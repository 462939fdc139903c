import Glibc

extension FileSystem {
    /// Replaces a file so that readers, and a machine that loses power, find the old content or the new, never a part.
    ///
    /// A file `.NAME.tmp-PID` in the same directory is written and synced, renamed over the target, and the directory
    /// is synced. A crash leaves at most that temporary file: ``removeTemporaries(in:)``.
    ///
    /// - Parameters:
    ///   - path: What is replaced, or made.
    ///   - bytes: The whole new content.
    ///   - isPrivate: Whether only the owner and the group may read it.
    package func atomicWrite(
        _ path: String, _ bytes: [UInt8], isPrivate: Bool = false
    ) throws(FileSystemError) {
        try replace(path, bytes, durable: true, isPrivate: isPrivate)
        try syncDirectory(FilePath.parent(of: path))
    }

    /// Replaces a file so that readers find the old content or the new. After a power cut it may be neither, unless
    /// `durable`: for what is derived and can be made again.
    package func replace(
        _ path: String, _ bytes: [UInt8], durable: Bool = false, isPrivate: Bool = false
    ) throws(FileSystemError) {
        let temporary = FilePath.join(
            FilePath.parent(of: path), ".\(FilePath.name(of: path))\(TemporaryName.marker)\(getpid())")
        do {
            do {
                try writeNew(temporary, bytes, durable: durable, isPrivate: isPrivate)
            } catch  where error.code == EEXIST {
                // A process of the same number died here.
                try remove(temporary)
                try writeNew(temporary, bytes, durable: durable, isPrivate: isPrivate)
            }
            try rename(temporary, to: path)
        } catch {
            // The first error is the one to tell; on a full disk the half-written file must not stay.
            try? remove(temporary)
            throw error
        }
    }

    /// Writes a file that must not exist yet and that all may read.
    package func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool) throws(FileSystemError) {
        try writeNew(path, bytes, durable: durable, isPrivate: false)
    }

    /// Removes what ``atomicWrite(_:_:isPrivate:)`` of a process that died left in a directory. Only for the holder of the lock
    /// under which the directory is written. A missing directory is fine.
    ///
    /// - Returns: The names removed.
    @discardableResult
    package func removeTemporaries(in directory: String) throws(FileSystemError) -> [String] {
        guard try status(directory)?.kind == .directory else { return [] }
        return try removeTemporaries(among: list(directory), in: directory)
    }

    /// Removes them where the directory is large, is there, and is to be read anyhow.
    ///
    /// - Returns: The names that stay, in byte order.
    package func listWithoutTemporaries(_ directory: String) throws(FileSystemError) -> [String] {
        let names = try list(directory)
        let removed = try removeTemporaries(among: names, in: directory)
        return removed.isEmpty ? names : names.filter { !TemporaryName.matches($0) }
    }

    private func removeTemporaries(
        among names: [String], in directory: String
    ) throws(FileSystemError) -> [String] {
        let temporaries = names.filter(TemporaryName.matches)
        for name in temporaries { try remove(FilePath.join(directory, name)) }
        return temporaries
    }

    /// Makes a directory and those above it that are missing.
    package func createDirectories(_ path: String) throws(FileSystemError) {
        let found = try status(path)?.kind
        if found == .directory { return }
        let parent = FilePath.parent(of: path)
        if found == nil, parent != path, parent != "." { try createDirectories(parent) }
        try createDirectory(path)
    }

    /// Makes a directory of ours with those above it, or puts the mode of one right that is there.
    package func prepareDirectory(_ path: String) throws(FileSystemError) {
        try createDirectories(path)
        if let mode = try status(path)?.mode, mode & 0o2775 != 0o2775 { try createDirectory(path) }
    }

    /// The content of a file; nil when there is none.
    package func readIfPresent(_ path: String) throws(FileSystemError) -> [UInt8]? {
        do {
            return try read(path)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }
}
