import Glibc
import Poller
import Sacct
import Storage

/// Brings a root to what a plan says, and takes it away again.
struct Installer {
    let root: String
    let version: String
    private let writer: InstallWriter
    private let files: PosixFileSystem

    /// - Parameter group: The group that everything gets.
    init(root: String, version: String, group: gid_t) {
        self.root = root
        self.version = version
        writer = InstallWriter(root: root, group: group)
        files = PosixFileSystem(root: root)
    }

    /// What was there before, as the record says; nil where install never was.
    func record() throws -> InstallRecord? {
        let path = writer.absolute(InstallPlan.record)
        guard let bytes = try files.readIfPresent(path) else { return nil }
        do throws(DamagedFile) {
            return try InstallRecord(decoding: bytes, path: path)
        } catch {
            guard case .newerVersion = error.reason else {
                throw CommandFailure(
                    "\(path) is damaged: \(error.problem); move it away and install again, which takes over what is as it "
                        + "should be")
            }
            throw CommandFailure("\(path): \(error.problem); use a newer slurm-sb to install or uninstall here")
        }
    }

    /// Makes the root what the plan says: first what may be in the way is looked for, then everything is written whose
    /// content is another. What is interrupted is taken up by the next install.
    ///
    /// - Returns: What was changed; nothing when all was so already.
    func install(_ plan: InstallPlan) throws -> [InstallChange] {
        let missing = try plan.directories.map(\.path).filter { try files.status(writer.absolute($0)) == nil }
        try refuseForeign(plan, try record())
        var changes: [InstallChange] = []
        if let root = plan.directories.first, try writer.prepare(root) == .madeRight {
            changes.append(.init(.madeRight, ".", isDirectory: true))
        }
        let lock = try lock()
        defer { unlock(lock) }
        let old = try record()
        try refuseForeign(plan, old)
        var new = InstallRecord(version: version)
        new.directories = (old?.directories ?? []).union(missing)
        for file in plan.files {
            let isThere = try files.status(writer.absolute(file.path)) != nil
            // A sample that was there before is the site's; one of an earlier install keeps the mark that it had.
            new.files[file.path] =
                file.isSample && isThere ? old?.files[file.path] : InstallRecord.Mark(of: file.content)
        }
        new.links[InstallPlan.link.path] = InstallPlan.link.target
        for directory in plan.directories {
            guard let done = try writer.prepare(directory) else { continue }
            // Of others, that there are files in them says it.
            guard done == .madeRight || directory.isShared else { continue }
            changes.append(.init(done, directory.path, isDirectory: true))
        }
        // What a process that died here left.
        for directory in plan.directories where !directory.isShared {
            try files.removeTemporaries(in: writer.absolute(directory.path))
        }
        if new != old {
            // Before the files: what an interruption leaves is then known to be ours.
            try writer.put(InstalledFile(InstallPlan.record, new.encoded()))
        }
        for file in plan.files { changes += try bring(file) }
        if try linkTarget(InstallPlan.link.path) != InstallPlan.link.target {
            let isNew = try files.status(writer.absolute(InstallPlan.link.path)) == nil
            try writer.putLink(InstallPlan.link.path, to: InstallPlan.link.target)
            changes.append(.init(isNew ? .made : .replaced, InstallPlan.link.path))
        }
        if let old { changes += try removeStale(of: old, new) }
        return changes
    }

    /// Takes away what install put there and nobody changed.
    func uninstall(_ record: InstallRecord) throws -> [InstallChange] {
        let lock = try lock()
        defer { unlock(lock) }
        var changes: [InstallChange] = []
        // The program last: as long as it is there, so is the way to uninstall.
        let paths = record.files.keys.sorted(by: ByteOrder.precedes).filter { $0 != InstallPlan.program }
        for path in paths + [InstallPlan.program] {
            if let mark = record.files[path] { changes += try remove(path, mark) }
        }
        for (path, target) in record.links where try linkTarget(path) == target {
            try files.remove(writer.absolute(path))
            changes.append(.init(.removed, path))
        }
        try files.remove(writer.absolute(InstallPlan.record))
        unlock(lock)
        // The innermost first. One that is not empty holds somebody's data.
        for path in record.directories.sorted(by: { ByteOrder.precedes($1, $0) }) {
            try? files.removeDirectory(writer.absolute(path))
        }
        return changes
    }

    // MARK: - One at a time

    private func lock() throws -> FileLock {
        let path = writer.absolute(InstallPlan.lock)
        do throws(LockError) {
            return try FileLock.acquire(path, as: .current(program: "slurm-sb-tui \(version)", at: SystemClock().now()))
        } catch {
            guard case .held(_, let holder) = error else { throw error }
            let name = holder?.description ?? "an unnamed process"
            throw CommandFailure("\(name) is installing in \(root) at this moment; wait until it is done", code: 3)
        }
    }

    /// The name goes while the lock is still had: whoever waits for it then makes another.
    private func unlock(_ lock: FileLock) {
        try? files.remove(lock.path)
        lock.release()
    }

    // MARK: - One file

    private func bring(_ file: InstalledFile) throws -> [InstallChange] {
        let path = writer.absolute(file.path)
        guard try files.status(path) != nil else {
            try writer.put(file)
            return [.init(.made, file.path)]
        }
        if file.isSample { return [] }
        guard try files.read(path) == file.content else {
            try writer.put(file)
            return [.init(.replaced, file.path)]
        }
        return try writer.putRight(file) ? [.init(.madeRight, file.path)] : []
    }

    private func remove(_ path: String, _ mark: InstallRecord.Mark) throws -> [InstallChange] {
        guard let content = try? files.readIfPresent(writer.absolute(path)) else { return [] }
        guard InstallRecord.Mark(of: content) == mark else { return [.init(.kept, path)] }
        try files.remove(writer.absolute(path))
        return [.init(.removed, path)]
    }

    /// Files of an earlier version that this one does not have.
    private func removeStale(of old: InstallRecord, _ new: InstallRecord) throws -> [InstallChange] {
        try old.files.keys.filter { new.files[$0] == nil }.sorted(by: ByteOrder.precedes).flatMap { path in
            try old.files[path].map { try remove(path, $0) } ?? []
        }
    }

    // MARK: - What is in the way

    /// Nothing that somebody else put there is replaced.
    private func refuseForeign(_ plan: InstallPlan, _ old: InstallRecord?) throws {
        var problems: [String] = []
        func complain(_ path: String, _ what: String) { problems.append("\(writer.absolute(path)) \(what)") }
        for directory in plan.directories where !directory.path.isEmpty {
            if let kind = try files.status(writer.absolute(directory.path))?.kind, kind != .directory {
                complain(directory.path, "is \(Installer.words(kind)) and should be a directory")
            }
        }
        for file in plan.files {
            guard let kind = try files.status(writer.absolute(file.path))?.kind else { continue }
            if kind != .file {
                complain(file.path, "is \(Installer.words(kind)) that install did not put there")
            } else if !file.isSample, old?.files[file.path] == nil,
                try files.read(writer.absolute(file.path)) != file.content
            {
                complain(file.path, "is a file that install did not put there")
            }
        }
        let link = InstallPlan.link
        if let kind = try files.status(writer.absolute(link.path))?.kind {
            let found = try linkTarget(link.path)
            if kind != .symbolicLink || (found != link.target && found != old?.links[link.path]) {
                complain(link.path, "is \(Installer.words(kind)) that install did not put there")
            }
        }
        guard problems.isEmpty else {
            throw CommandFailure(
                problems.joined(separator: "\n") + "\nNothing was changed: move it away, then install again.")
        }
    }

    private static func words(_ kind: FileStatus.Kind) -> String {
        switch kind {
        case .file: "a file"
        case .directory: "a directory"
        case .symbolicLink: "a link"
        case .other: "a pipe, socket or device"
        }
    }

    private func linkTarget(_ path: String) throws(FileSystemError) -> String? {
        let path = writer.absolute(path)
        guard try files.status(path)?.kind == .symbolicLink else { return nil }
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &target, target.count)
        return count < 0 ? nil : String(decoding: target.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
