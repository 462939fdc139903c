import ForwardingFileSystem
import Scoreboard
import Synchronization
import Testing

@testable import Storage

/// The real file system, with its calls counted.
private final class CountingFileSystem: ForwardingFileSystem {
    let files: any FileSystem = PosixFileSystem()
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
