import Glibc
import Storage

/// Puts files and links in their places below a root, each in one step: who runs or reads the old one keeps it.
struct InstallWriter {
    let root: String
    /// The group that everything gets.
    let group: gid_t

    private var files: PosixFileSystem { PosixFileSystem(root: root) }

    /// The path of something below the root.
    func absolute(_ path: String) -> String { path.isEmpty ? root : FilePath.join(root, path) }

    /// Makes a directory, or gives the one that is there its group and mode if that is not so and it is ours.
    ///
    /// - Returns: What was done; nil when nothing had to be.
    func prepare(_ directory: InstalledDirectory) throws(FileSystemError) -> InstallChange.Kind? {
        let path = absolute(directory.path)
        let isNew = try !isDirectory(path)
        if isNew { try files.createDirectories(path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(.createDirectory, path) }
        defer { close(descriptor) }
        let isChanged = try putRight(descriptor, path, mode: directory.mode, .createDirectory)
        return isNew ? .made : isChanged ? .madeRight : nil
    }

    /// Writes a file beside its place, syncs it, and renames it into the place.
    func put(_ file: InstalledFile) throws(FileSystemError) {
        let path = absolute(file.path)
        let temporary = temporaryName(for: path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last(.write, path) }
        do throws(FileSystemError) {
            // A descriptor that is closed no more than once, also where close() is what tells of a full quota.
            var isOpen = true
            defer { if isOpen { close(descriptor) } }
            guard writeWhole(file.content, to: descriptor) else { throw FileSystemError.last(.write, path) }
            _ = try putRight(descriptor, path, mode: file.mode, .write)
            guard fsync(descriptor) == 0 else { throw FileSystemError.last(.write, path) }
            isOpen = false
            guard close(descriptor) == 0 else { throw FileSystemError.last(.write, path) }
            try files.rename(temporary, to: path)
            try files.syncDirectory(FilePath.parent(of: path))
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes a link beside its place and renames it into the place.
    func putLink(_ path: String, to target: String) throws(FileSystemError) {
        let path = absolute(path)
        let temporary = temporaryName(for: path)
        guard symlink(target, temporary) == 0 else { throw .last(.write, path) }
        guard rename(temporary, path) == 0 else {
            let error = FileSystemError.last(.rename, path)
            unlink(temporary)
            throw error
        }
        try files.syncDirectory(FilePath.parent(of: path))
    }

    /// Gives a file that is there its group and mode, where that is not so and it is ours.
    ///
    /// - Returns: Whether something was changed.
    func putRight(_ file: InstalledFile) throws(FileSystemError) -> Bool {
        let path = absolute(file.path)
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(.status, path) }
        defer { close(descriptor) }
        return try putRight(descriptor, path, mode: file.mode, .write)
    }

    private func putRight(
        _ descriptor: Int32, _ path: String, mode: UInt32, _ operation: FileSystemError.Operation
    ) throws(FileSystemError) -> Bool {
        var (before, after) = (stat(), stat())
        guard fstat(descriptor, &before) == 0 else { throw .last(operation, path) }
        let isRight = before.st_gid == group && before.st_mode & 0o7777 == mode_t(mode)
        guard !isRight, before.st_uid == geteuid() || geteuid() == 0 else { return false }
        // The group first: another group takes the setgid bit away.
        guard before.st_gid == group || fchown(descriptor, uid_t.max, group) == 0,
            fchmod(descriptor, mode_t(mode)) == 0, fstat(descriptor, &after) == 0
        else { throw .last(operation, path) }
        // There are file systems that say yes to everything.
        return (before.st_gid, before.st_mode) != (after.st_gid, after.st_mode)
    }

    /// The root may be reached through a link, as its administrator wants it.
    private func isDirectory(_ path: String) throws(FileSystemError) -> Bool {
        var status = stat()
        if path == root { return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR }
        return try files.status(path)?.kind == .directory
    }

    private func temporaryName(for path: String) -> String {
        let temporary = FilePath.join(
            FilePath.parent(of: path), ".\(FilePath.name(of: path))\(TemporaryName.marker)\(getpid())")
        // A process of the same number may have died here.
        unlink(temporary)
        return temporary
    }
}
