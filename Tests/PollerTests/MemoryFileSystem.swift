import Glibc
import Scoreboard
import Storage
import Synchronization

/// A file system in memory that answers as the real one does; copying its content costs nothing.
///
/// Locks are not its business: they are taken on the real file system, where the same directories must be.
final class MemoryFileSystem: FileSystem {
    /// What stands at a path.
    enum Node: Equatable {
        case file([UInt8])
        case directory
        /// To an absolute path.
        case link(String)
        case pipe
    }

    /// What is there, by path, and the names in each directory.
    struct Tree {
        private(set) var nodes: [String: Node] = [:]
        /// The files that others may not read.
        var privateFiles: Set<String> = []
        private var names: [String: Set<String>] = [:]
        /// A number for each content that a path got, as another file has another inode.
        private(set) var versions: [String: UInt64] = [:]
        private var lastVersion: UInt64 = 0

        subscript(path: String) -> Node? {
            get { nodes[path] }
            set {
                if (nodes[path] == nil) != (newValue == nil) {
                    let (parent, name) = (FilePath.parent(of: path), FilePath.name(of: path))
                    if newValue == nil { names[parent]?.remove(name) } else { names[parent, default: []].insert(name) }
                }
                nodes[path] = newValue
                lastVersion += 1
                versions[path] = newValue.map { _ in lastVersion }
                if newValue == nil { privateFiles.remove(path) }
            }
        }

        func names(in directory: String) -> Set<String> { names[directory] ?? [] }
    }

    private let nodes = Mutex(Tree())

    /// Everything that is there.
    var content: Tree {
        get { nodes.withLock { $0 } }
        set { nodes.withLock { $0 = newValue } }
    }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        var target = path
        for _ in 0..<8 {
            switch nodes.withLock({ $0[target] }) {
            case nil where target == path: throw FileSystemError(.read, path, .system(ENOENT))
            case nil: throw FileSystemError(.read, path, .notARegularFile)
            case .link(let next): target = next
            case .file(let bytes): return bytes
            case .directory, .pipe: throw FileSystemError(.read, path, .notARegularFile)
            }
        }
        throw FileSystemError(.read, path, .notARegularFile)
    }

    func list(_ path: String) throws(FileSystemError) -> [String] {
        let names = nodes.withLock { $0[path] == .directory ? $0.names(in: path) : nil }
        guard let names else { throw FileSystemError(.list, path, .system(ENOENT)) }
        return names.sorted { ByteOrder.precedes($0, $1) }
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        let (found, isPrivate, version) = nodes.withLock {
            ($0[path], $0.privateFiles.contains(path), $0.versions[path] ?? 0)
        }
        guard let node = found else { return nil }
        let (kind, size, mode): (FileStatus.Kind, Int, UInt32) =
            switch node {
            case .file(let bytes): (.file, bytes.count, isPrivate ? 0o660 : 0o664)
            case .directory: (.directory, 0, 0o2775)
            case .link(let target): (.symbolicLink, target.utf8.count, 0o777)
            case .pipe: (.other, 0, 0o664)
            }
        var status = FileStatus(
            kind: kind, size: Int64(size), modified: Timestamp(seconds: 1), mode: mode, owner: getuid())
        if kind == .file {
            status.identity = FileIdentity(device: 1, inode: version, size: Int64(size), modifiedNanoseconds: 1)
        }
        return status
    }

    func createDirectory(_ path: String) throws(FileSystemError) {
        try change(.createDirectory, path) { nodes in
            if let there = nodes[path] { return there == .directory ? nil : EEXIST }
            nodes[path] = .directory
            return nil
        }
    }

    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError) {
        try change(.write, path) { nodes in
            guard nodes[path] == nil else { return EEXIST }
            nodes[path] = .file(bytes)
            if isPrivate { nodes.privateFiles.insert(path) }
            return nil
        }
    }

    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        try change(.append, path) { nodes in
            switch nodes[path] {
            case nil: nodes[path] = .file(bytes)
            case .file(let before): nodes[path] = .file(before + bytes)
            case .link: return ELOOP
            case .directory: return EISDIR
            // As `PosixFileSystem` finds it.
            case .pipe: return ENXIO
            }
            return nil
        }
    }

    func rename(_ source: String, to target: String) throws(FileSystemError) {
        if let there = nodes.withLock({ $0[target] }) {
            guard case .file = there else { throw FileSystemError(.rename, target, .notARegularFile) }
        }
        try change(.rename, target) { nodes in
            guard let node = nodes[source] else { return ENOENT }
            let isPrivate = nodes.privateFiles.contains(source)
            nodes[source] = nil
            nodes[target] = node
            if isPrivate { nodes.privateFiles.insert(target) } else { nodes.privateFiles.remove(target) }
            guard node == .directory else { return nil }
            for (path, inner) in nodes.nodes where path.hasPrefix(source + "/") {
                nodes[path] = nil
                nodes[target + path.dropFirst(source.count)] = inner
            }
            return nil
        }
    }

    func remove(_ path: String) throws(FileSystemError) {
        try change(.remove, path) { nodes in
            if nodes[path] == .directory { return EISDIR }
            nodes[path] = nil
            return nil
        }
    }

    func removeDirectory(_ path: String) throws(FileSystemError) {
        try change(.remove, path) { nodes in
            guard let node = nodes[path] else { return nil }
            guard node == .directory else { return ENOTDIR }
            guard nodes.names(in: path).isEmpty else { return ENOTEMPTY }
            nodes[path] = nil
            return nil
        }
    }

    func syncFiles(_ paths: [String]) throws(FileSystemError) {
        for path in paths {
            guard case .file = nodes.withLock({ $0[path] }) else {
                throw FileSystemError(.sync, path, .system(ENOENT))
            }
        }
    }

    func syncDirectory(_ path: String) throws(FileSystemError) {
        guard nodes.withLock({ $0[path] }) == .directory else {
            throw FileSystemError(.syncDirectory, path, .system(ENOENT))
        }
    }

    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { 1_000_000_000_000 }

    /// Changes the content where the directory of `path` is there; a missing one is fine for a removal.
    private func change(
        _ operation: FileSystemError.Operation, _ path: String, _ body: (inout Tree) -> Int32?
    ) throws(FileSystemError) {
        let code = nodes.withLock { nodes -> Int32? in
            guard nodes[FilePath.parent(of: path)] == .directory else { return operation == .remove ? nil : ENOENT }
            return body(&nodes)
        }
        if let code { throw FileSystemError(operation, path, .system(code)) }
    }
}
