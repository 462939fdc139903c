import Scoreboard
import Synchronization
import Testing

@testable import Storage

/// The real file system, with its calls counted.
private final class CountingFileSystem: FileSystem {
    private let files = PosixFileSystem()
    private let counts = Mutex((reads: 0, looks: 0))

    var reads: Int { counts.withLock { $0.reads } }
    var looks: Int { counts.withLock { $0.looks } }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        counts.withLock { $0.reads += 1 }
        return try files.read(path)
    }
    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        counts.withLock { $0.looks += 1 }
        return try files.status(path)
    }
    func list(_ path: String) throws(FileSystemError) -> [String] { try files.list(path) }
    func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
    }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    func rename(_ source: String, to target: String) throws(FileSystemError) { try files.rename(source, to: target) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileSystemError) { try files.syncDirectory(path) }
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
}

@Suite struct FileWatchTests {
    private let directory: TemporaryDirectory
    private let files = CountingFileSystem()
    private let plain = PosixFileSystem()
    private var path: String { FilePath.join(directory.path, "boards.bin") }

    init() throws { directory = try TemporaryDirectory() }

    @Test func anUnchangedFileCostsOneLook() throws {
        try plain.replace(path, [1, 2, 3])
        let watch = FileWatch(path, in: files)
        #expect(!watch.isUnchanged())
        #expect(try watch.read() == [1, 2, 3])
        let (reads, looks) = (files.reads, files.looks)
        for _ in 0..<10 { #expect(watch.isUnchanged()) }
        #expect(files.reads == reads && files.looks == looks + 10)
    }

    @Test func everyReplacementIsSeen() throws {
        try plain.replace(path, [1, 2, 3])
        let watch = FileWatch(path, in: files)
        for round in 0..<20 {
            // Also of the same size, and within the same moment.
            try plain.replace(path, [UInt8(round), 2, 3])
            #expect(!watch.isUnchanged())
            #expect(try watch.read()?.first == UInt8(round))
            #expect(watch.isUnchanged())
        }
    }

    @Test func whatIsGoneOrForgottenIsChanged() throws {
        let watch = FileWatch(path, in: files)
        #expect(try watch.read() == nil)
        #expect(!watch.isUnchanged())
        try plain.replace(path, [1])
        _ = try watch.read()
        watch.forget()
        #expect(!watch.isUnchanged())
        _ = try watch.read()
        try plain.remove(path)
        #expect(!watch.isUnchanged())
        #expect(try watch.read() == nil)
    }

    @Test func whatFilesHeldIsRemembered() throws {
        let other = FilePath.join(directory.path, "other")
        try plain.replace(path, [1])
        try plain.replace(other, [2])
        let memory = FileMemory<[UInt8]>()
        func content() throws -> [UInt8] {
            try memory.content(of: [path, other], in: files) { try files.read(path) + files.read(other) }
        }
        #expect(try content() == [1, 2] && files.reads == 2)
        #expect(try content() == [1, 2] && files.reads == 2)
        try plain.replace(other, [3])
        #expect(try content() == [1, 3] && files.reads == 4)
        try plain.remove(other)
        #expect(throws: FileSystemError.self) { try content() }
        try plain.replace(other, [4])
        #expect(try content() == [1, 4])
    }
}
