import ForwardingFileSystem
import Glibc
import Scoreboard
import Storage
import Synchronization

/// A file system on which the process dies (or the disk is full) at the n-th change: from then on
/// nothing changes any more, or, for a fault, that one change alone fails.
final class CrashingFileSystem: ForwardingFileSystem {
    enum Fault: Sendable {
        /// Everything from here on is refused, as after a kill.
        case crash
        /// One operation fails with this `errno`.
        case error(Int32)
    }

    let files: any FileSystem
    private let fault: Fault
    private let failsAt: Int
    private let count = Mutex<Int>(0)

    /// The real file system of a directory.
    ///
    /// - Parameter failsAt: The number of the change that fails, from 1; 0 is none.
    convenience init(root: String, failsAt: Int = 0, fault: Fault = .crash) {
        self.init(PosixFileSystem(root: root), failsAt: failsAt, fault: fault)
    }

    init(_ files: any FileSystem, failsAt: Int = 0, fault: Fault = .crash) {
        self.files = files
        self.failsAt = failsAt
        self.fault = fault
    }

    var changeCount: Int { count.withLock { $0 } }

    private func change<Value>(
        _ path: String, _ body: () throws(FileSystemError) -> Value
    ) throws(FileSystemError) -> Value {
        let number = count.withLock {
            $0 += 1
            return $0
        }
        if failsAt > 0 {
            switch fault {
            case .crash where number >= failsAt: throw FileSystemError(.write, path, .system(EIO))
            case .error(let code) where number == failsAt: throw FileSystemError(.write, path, .system(code))
            default: break
            }
        }
        return try body()
    }

    func createDirectory(_ path: String) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in try files.createDirectory(path) }
    }

    func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in
            try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
        }
    }

    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in try files.append(path, bytes) }
    }

    func rename(_ source: String, to target: String) throws(FileSystemError) {
        try change(source) { () throws(FileSystemError) in try files.rename(source, to: target) }
    }

    func remove(_ path: String) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in try files.remove(path) }
    }

    func removeDirectory(_ path: String) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in try files.removeDirectory(path) }
    }

    func syncFiles(_ paths: [String]) throws(FileSystemError) {
        try change(paths.first ?? "") { () throws(FileSystemError) in try files.syncFiles(paths) }
    }

    func syncDirectory(_ path: String) throws(FileSystemError) {
        try change(path) { () throws(FileSystemError) in try files.syncDirectory(path) }
    }
}
