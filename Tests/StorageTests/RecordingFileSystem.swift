import Glibc
import Storage
import Synchronization

/// The real file system, counting every operation that changes something, and able to go wrong at one of them.
final class RecordingFileSystem: FileSystem {
    enum Fault: Equatable {
        /// Nothing more happens from the operation on, as if the process had been killed before it.
        case crashBefore
        /// The operation happens, and nothing after it.
        case crashAfter
        /// Of a write, half the bytes arrive; then nothing more happens.
        case crashInside
        /// The operation fails with this `errno`; those after it work.
        case fail(Int32)
        /// The operation, and all that need space after it, fail.
        case fullDisk
    }

    private struct State {
        var operations: [String] = []
        var isDead = false
        var isFull = false
    }

    private let real = PosixFileSystem()
    private let state = Mutex(State())
    private let faultNumber: Int
    private let fault: Fault?

    /// - Parameter number: The changing operation, from 1, at which the fault strikes.
    init(_ fault: Fault? = nil, at number: Int = 0) {
        self.fault = fault
        faultNumber = number
    }

    /// The changing operations so far.
    var operations: [String] { state.withLock(\.operations) }
    var hasStruck: Bool { operations.count >= faultNumber && faultNumber > 0 }

    private func change(
        _ operation: FileSystemError.Operation, _ path: String, needsSpace: Bool = false,
        half: () throws(FileSystemError) -> Void = {}, _ body: () throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        let (number, dead, full) = state.withLock { state in
            if !state.isDead { state.operations.append("\(operation) \(path)") }
            return (state.operations.count, state.isDead, state.isFull)
        }
        let killed = FileSystemError(operation, path, .system(EIO))
        if dead { throw killed }
        if full, needsSpace { throw FileSystemError(operation, path, .system(ENOSPC)) }
        guard number == faultNumber, let fault else { return try body() }
        switch fault {
        case .crashBefore, .crashInside, .crashAfter:
            state.withLock { $0.isDead = true }
            if fault == .crashAfter { try body() }
            if fault == .crashInside { try half() }
            throw killed
        case .fail(let code): throw FileSystemError(operation, path, .system(code))
        case .fullDisk:
            guard needsSpace else { return try body() }
            state.withLock { $0.isFull = true }
            throw FileSystemError(operation, path, .system(ENOSPC))
        }
    }

    private func look(_ operation: FileSystemError.Operation, _ path: String) throws(FileSystemError) {
        if state.withLock(\.isDead) { throw FileSystemError(operation, path, .system(EIO)) }
    }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        try look(.read, path)
        return try real.read(path)
    }

    func list(_ path: String) throws(FileSystemError) -> [String] {
        try look(.list, path)
        return try real.list(path)
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        try look(.status, path)
        return try real.status(path)
    }

    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try real.freeBytes(path) }

    func createDirectory(_ path: String) throws(FileSystemError) {
        try change(.createDirectory, path, needsSpace: true) { () throws(FileSystemError) in
            try real.createDirectory(path)
        }
    }

    func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try change(
            .write, path, needsSpace: true,
            half: { () throws(FileSystemError) in
                try real.writeNew(
                    path, Array(bytes.prefix(bytes.count / 2)), durable: false, isPrivate: isPrivate)
            },
            { () throws(FileSystemError) in
                try real.writeNew(path, bytes, durable: false, isPrivate: isPrivate)
            })
    }

    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        try change(.append, path, needsSpace: true) { () throws(FileSystemError) in try real.append(path, bytes) }
    }

    func rename(_ source: String, to target: String) throws(FileSystemError) {
        try change(.rename, target) { () throws(FileSystemError) in try real.rename(source, to: target) }
    }

    func remove(_ path: String) throws(FileSystemError) {
        try change(.remove, path) { () throws(FileSystemError) in try real.remove(path) }
    }

    func removeDirectory(_ path: String) throws(FileSystemError) {
        try change(.remove, path) { () throws(FileSystemError) in try real.removeDirectory(path) }
    }

    func syncFiles(_ paths: [String]) throws(FileSystemError) {
        try change(.sync, paths.joined(separator: " ")) { () throws(FileSystemError) in try real.syncFiles(paths) }
    }

    func syncDirectory(_ path: String) throws(FileSystemError) {
        try change(.syncDirectory, path) { () throws(FileSystemError) in try real.syncDirectory(path) }
    }
}
