import Glibc
import Scoreboard

/// The real file system.
///
/// Below its root, no part of a path that is written may be a symbolic link: in a directory that a group shares,
/// anybody of the group could have put one there. The root itself, which the administrator chose, may be one.
/// Whatever the caller's umask, files are 0664 (private ones 0660) and directories 2775, so that every poller of the group can go on.
package struct PosixFileSystem: FileSystem {
    static let fileMode: mode_t = 0o664
    static let privateFileMode: mode_t = 0o660
    static let directoryMode: mode_t = 0o2775

    private let root: String?
    /// Files are 0600 and directories 0700.
    private let isPersonal: Bool
    private let directories = DirectoryMemory()

    /// - Parameters:
    ///   - root: The directory below which links are refused in every component; nil refuses them in the last component
    ///     alone.
    ///   - isPersonal: Whether what is made is for its owner alone, and not the group's.
    package init(root: String? = nil, isPersonal: Bool = false) {
        self.isPersonal = isPersonal
        self.root = root.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    package func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        let (file, size) = try openRegular(path)
        defer { file.abandon() }
        return try file.readAll(sizeHint: size)
    }

    package func read(_ path: String, inPieces body: (UnsafeRawBufferPointer) -> Void) throws(FileSystemError) {
        let (file, _) = try openRegular(path)
        defer { file.abandon() }
        try file.forEachPiece(body)
    }

    package func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        guard let file = try? OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, for: .read) else { return false }
        defer { file.abandon() }
        return file.regularSize == Int64(bytes.count) && file.startsWith(bytes)
    }

    /// Opens a regular file for reading.
    private func openRegular(_ path: String) throws(FileSystemError) -> (file: OpenFile, size: Int64) {
        // Without O_NONBLOCK a pipe in the place of a file would hang the reader for ever.
        let file: OpenFile
        do {
            file = try OpenFile(path, O_RDONLY | O_NONBLOCK, for: .read)
        } catch {
            // A link to nothing is not nothing: taken for a missing file, what it replaced would count as zero.
            var status = stat()
            if error.code == ENOENT || error.code == ELOOP, lstat(path, &status) == 0,
                FileStatus(status).kind == .symbolicLink
            {
                throw FileSystemError(.read, path, .notARegularFile)
            }
            throw error
        }
        guard let size = file.regularSize else {
            file.abandon()
            throw FileSystemError(.read, path, .notARegularFile)
        }
        return (file, size)
    }

    package func list(_ path: String) throws(FileSystemError) -> [String] {
        guard let stream = opendir(path) else { throw .last(.list, path) }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = Glibc.readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        if errno != 0 { throw .last(.list, path) }
        return ByteOrder.places(of: names).map { names[$0] }
    }

    package func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            // Of a thousand homes nearly each one is asked for a file that is not there.
            if FileSystemError.isMissing(errno) { return nil }
            throw .last(.status, path)
        }
        return FileStatus(status)
    }

    package func createDirectory(_ path: String) throws(FileSystemError) {
        let parent = try parentDirectory(of: path, for: .createDirectory)
        defer { parent.stayOpen() }
        let name = FilePath.name(of: path)
        guard mkdirat(parent.descriptor, name, 0o775) == 0 else {
            let error = FileSystemError.last(.createDirectory, path)
            guard error.code == EEXIST, isDirectory(path, name, in: parent) else { throw error }
            putRight(path, name, in: parent)
            return
        }
        let made = try OpenFile(
            path, at: parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, for: .createDirectory)
        defer { made.abandon() }
        guard fchmod(made.descriptor, isPersonal ? 0o700 : PosixFileSystem.directoryMode) == 0 else {
            throw .last(.createDirectory, path)
        }
    }

    /// Whoever made it was perhaps killed before its mode was set. Only its owner may do it now.
    private func putRight(_ path: String, _ name: String, in parent: OpenDirectory) {
        guard let root, path.hasPrefix(root + "/"), let status = parent.status(of: name), status.owner == geteuid(),
            status.mode & UInt32(PosixFileSystem.directoryMode) != UInt32(PosixFileSystem.directoryMode),
            let found = try? OpenFile(
                path, at: parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, for: .createDirectory)
        else { return }
        _ = fchmod(found.descriptor, PosixFileSystem.directoryMode)
        found.abandon()
    }

    /// The root and what is above it may be reached through links.
    private func isDirectory(_ path: String, _ name: String, in parent: OpenDirectory) -> Bool {
        let found = parent.status(of: name)?.kind
        guard found == .symbolicLink, let root, path == root || root.hasPrefix(path + "/") else {
            return found == .directory
        }
        var status = stat()
        return stat(path, &status) == 0 && FileStatus(status).kind == .directory
    }

    package func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try writeNew(path, durable: durable, isPrivate: isPrivate) { (file) throws(FileSystemError) in
            try file.writeAll(bytes)
        }
    }

    package func writeNew(
        _ path: String, _ patch: FilePatch, of source: String, durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) -> UInt32? {
        let (present, _) = try openRegular(source)
        defer { present.abandon() }
        var crc: UInt32?
        try writeNew(path, durable: durable, isPrivate: isPrivate) { (file) throws(FileSystemError) in
            crc = try file.write(patch, of: present)
        }
        return crc
    }

    /// Makes a file that `fill` writes; it goes again when that fails.
    private func writeNew(
        _ path: String, durable: Bool, isPrivate: Bool, _ fill: (OpenFile) throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        let parent = try parentDirectory(of: path, for: .write)
        defer { parent.stayOpen() }
        let name = FilePath.name(of: path)
        let file = try OpenFile(
            path, at: parent.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, for: .write)
        do throws(FileSystemError) {
            let shared = isPrivate ? PosixFileSystem.privateFileMode : PosixFileSystem.fileMode
            let mode = isPersonal ? 0o600 : shared
            guard fchmod(file.descriptor, mode) == 0 else {
                throw FileSystemError.last(.write, path)
            }
            try fill(file)
            if durable { try file.sync() }
        } catch {
            file.abandon()
            unlinkat(parent.descriptor, name, 0)
            throw error
        }
        try file.close()
    }

    package func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        let parent = try parentDirectory(of: path, for: .append)
        defer { parent.stayOpen() }
        let name = FilePath.name(of: path)
        let before = parent.status(of: name)
        // A new one, or one whose maker was killed before its mode was set.
        let needsMode = before.map { $0.mode & 0o664 != 0o664 && $0.owner == geteuid() } ?? true
        let file = try OpenFile(
            path, at: parent.descriptor, name, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, for: .append)
        do throws(FileSystemError) {
            guard file.regularSize != nil else { throw FileSystemError(.append, path, .notARegularFile) }
            if needsMode, fchmod(file.descriptor, PosixFileSystem.fileMode) != 0 {
                throw FileSystemError.last(.append, path)
            }
            try file.writeAll(bytes)
        } catch {
            file.abandon()
            throw error
        }
        try file.close()
    }

    package func rename(_ source: String, to target: String) throws(FileSystemError) {
        let sourceParent = try parentDirectory(of: source, for: .rename)
        defer { sourceParent.stayOpen() }
        // Nearly always both are in one directory.
        let isSibling = FilePath.parent(of: target) == FilePath.parent(of: source)
        let targetParent = isSibling ? sourceParent : try parentDirectory(of: target, for: .rename)
        defer { targetParent.stayOpen() }
        let name = FilePath.name(of: target)
        // rename() would replace a link or a device without a word.
        if let found = targetParent.status(of: name), found.kind != .file {
            throw FileSystemError(.rename, target, .notARegularFile)
        }
        guard renameat(sourceParent.descriptor, FilePath.name(of: source), targetParent.descriptor, name) == 0 else {
            throw .last(.rename, target)
        }
    }

    package func remove(_ path: String) throws(FileSystemError) {
        try unlink(path, flags: 0)
    }

    package func removeDirectory(_ path: String) throws(FileSystemError) {
        try unlink(path, flags: AT_REMOVEDIR)
    }

    private func unlink(_ path: String, flags: Int32) throws(FileSystemError) {
        let parent: OpenDirectory
        do {
            parent = try parentDirectory(of: path, for: .remove)
        } catch {
            if error.isMissing { return }
            throw error
        }
        defer { parent.stayOpen() }
        guard unlinkat(parent.descriptor, FilePath.name(of: path), flags) == 0 else {
            let error = FileSystemError.last(.remove, path)
            if error.isMissing { return }
            throw error
        }
    }

    package func beginSync(_ path: String) {
        guard let file = try? written(path) else { return }
        file.beginSync()
        file.abandon()
    }

    package func syncFiles(_ paths: [String]) throws(FileSystemError) {
        for path in paths {
            let file = try written(path)
            defer { file.abandon() }
            try file.sync()
        }
    }

    /// Opens a file that was written before, to sync it.
    private func written(_ path: String) throws(FileSystemError) -> OpenFile {
        let parent = try parentDirectory(of: path, for: .sync)
        defer { parent.stayOpen() }
        return try OpenFile(
            path, at: parent.descriptor, FilePath.name(of: path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, for: .sync)
    }

    package func syncDirectory(_ path: String) throws(FileSystemError) {
        let directory = try OpenFile(path, O_RDONLY | O_DIRECTORY, for: .syncDirectory)
        do {
            try directory.sync()
        } catch {
            directory.abandon()
            // Some file systems (FUSE, old NFS) cannot sync a directory and say so: their renames are synchronous.
            if error.code == EINVAL || error.code == ENOTSUP { return }
            throw error
        }
        directory.abandon()
    }

    package func freeBytes(_ path: String) throws(FileSystemError) -> Int64 {
        var space = statvfs()
        guard statvfs(path, &space) == 0 else { throw .last(.freeBytes, path) }
        let (bytes, overflow) = UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    /// Opens the directory that holds `path`, component by component below the root, so that no link is followed.
    private func parentDirectory(
        of path: String, for operation: FileSystemError.Operation
    ) throws(FileSystemError) -> OpenDirectory {
        let parent = FilePath.parent(of: path)
        guard let root, parent.hasPrefix(root + "/") else {
            return try OpenDirectory(
                OpenFile(parent, O_RDONLY | O_DIRECTORY, for: operation, reportedAs: path), path: parent)
        }
        if let kept = directories.directory(at: parent) { return kept }
        var opened = try OpenFile(root, O_RDONLY | O_DIRECTORY, for: operation, reportedAs: path)
        for component in parent.dropFirst(root.count).split(separator: "/") {
            let outer = opened
            defer { outer.abandon() }
            opened = try OpenFile(
                path, at: outer.descriptor, String(component), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, for: operation)
        }
        let directory = try OpenDirectory(opened, path: parent)
        directories.keep(directory)
        return directory
    }
}
