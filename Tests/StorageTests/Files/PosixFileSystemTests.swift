import Foundation
import Glibc
import Scoreboard
import Storage
import Testing

/// The real file system, on a real directory.
@Suite(.serialized) struct PosixFileSystemTests {
    private let directory: TemporaryDirectory
    private let files: PosixFileSystem

    init() throws {
        directory = try TemporaryDirectory()
        files = PosixFileSystem(root: directory.path)
    }

    private func path(_ name: String) -> String { directory.path + "/" + name }

    @Test func `Modes do not depend on the umask`() throws {
        let before = umask(0o077)
        defer { umask(before) }
        try files.createDirectories(path("a/b"))
        try files.writeNew(path("a/b/file"), [1], durable: true)
        try files.append(path("a/log"), [1])
        try files.atomicWrite(path("a/atomic"), [1])
        #expect(try files.status(path("a"))?.mode == 0o2775)
        #expect(try files.status(path("a/b"))?.mode == 0o2775)
        for name in ["a/b/file", "a/log", "a/atomic"] { #expect(try files.status(path(name))?.mode == 0o664) }
    }

    @Test func `Content comes back, and every file has one kind and size`() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try files.writeNew(path("x"), bytes, durable: true)
        #expect(try files.read(path("x")) == bytes)
        try files.append(path("x"), [7, 8])
        #expect(try files.read(path("x")) == bytes + [7, 8])
        let status = try #require(try files.status(path("x")))
        #expect(status.kind == .file && status.size == 300_002)
        #expect(abs(status.modified.seconds - Int64(Date().timeIntervalSince1970)) < 60)
        #expect(try files.status(path("none")) == nil)
        #expect(try files.status(path("x/y")) == nil)
        try files.createDirectory(path("d"))
        #expect(try files.list(directory.path) == ["d", "x"])
        #expect(try files.freeBytes(directory.path) > 0)
        try files.remove(path("x"))
        try files.remove(path("x"))
        try files.removeDirectory(path("d"))
        #expect(try files.list(directory.path) == [])
    }

    @Test func `A file holds what it holds, and nothing else does`() throws {
        let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        var other = long
        other[199_999] ^= 1
        for (name, bytes) in [("empty", []), ("one", [7]), ("long", long)] as [(String, [UInt8])] {
            try files.writeNew(path(name), bytes, durable: false)
        }
        symlink(path("one"), path("link"))
        mkfifo(path("pipe"), 0o666)
        try files.createDirectory(path("directory"))
        // The other one asks as every file system does that knows no shorter way.
        for files in [files, RecordingFileSystem()] as [any FileSystem] {
            #expect(files.holds(path("empty"), []) && files.holds(path("one"), [7]) && files.holds(path("long"), long))
            #expect(!files.holds(path("empty"), [7]) && !files.holds(path("one"), []) && !files.holds(path("one"), [8]))
            #expect(!files.holds(path("one"), [7, 7]) && !files.holds(path("long"), Array(long.dropLast())))
            #expect(!files.holds(path("long"), other) && !files.holds(path("long"), long + [0]))
            for name in ["link", "pipe", "directory", "none", "one/x"] {
                #expect(!files.holds(path(name), [7]) && !files.holds(path(name), []), "\(name)")
            }
        }
    }

    @Test func `What a process that died left of a replacement is in nobody's way`() throws {
        try files.writeNew(path("x"), [1], durable: false)
        for name in [".x.tmp-\(getpid())", ".y.tmp-7", ".y.tmp-", "y.tmp-7", "a"] {
            try files.writeNew(path(name), [9, 9], durable: false)
        }
        try files.replace(path("x"), [2])
        #expect(try files.read(path("x")) == [2])
        #expect(try files.listWithoutTemporaries(directory.path) == [".y.tmp-", "a", "x", "y.tmp-7"])
        #expect(try files.list(directory.path) == [".y.tmp-", "a", "x", "y.tmp-7"])
    }

    @Test func `A file of the system without a size is read whole`() throws {
        #expect(try files.read("/proc/self/stat").count > 20)
    }

    @Test func `Links are not followed when writing`() throws {
        try files.createDirectory(path("elsewhere"))
        try files.writeNew(path("victim"), [1], durable: false)
        symlink(path("victim"), path("link"))
        symlink(path("elsewhere"), path("linked"))
        for operation in [
            { try files.append(path("link"), [2]) }, { try files.writeNew(path("link"), [2], durable: false) },
            { try files.atomicWrite(path("link"), [2]) },
            { try files.writeNew(path("linked/new"), [2], durable: false) },
            { try files.append(path("linked/new"), [2]) }, { try files.createDirectory(path("linked/new")) },
            { try files.createDirectory(path("linked")) }, { try files.rename(path("victim"), to: path("linked/new")) },
            { try files.remove(path("linked/new")) },
        ] as [() throws -> Void] {
            #expect(throws: FileSystemError.self) { try operation() }
        }
        #expect(try files.read(path("victim")) == [1])
        #expect(try files.list(path("elsewhere")) == [])
        #expect(try files.list(directory.path) == ["elsewhere", "link", "linked", "victim"], "no temporary is left")
        #expect(throws: FileSystemError(.append, path("linked/new"), .system(ELOOP))) {
            try files.append(path("linked/new"), [2])
        }
    }

    /// The directory of the file before is remembered: only as long as it is the one that stands there.
    @Test func `A directory that was replaced is another one`() throws {
        try files.createDirectories(path("a/users"))
        try files.replace(path("a/users/ann"), [1])
        try files.rename(path("a"), to: path("b"))
        try files.createDirectories(path("a/users"))
        try files.replace(path("a/users/ann"), [2])
        #expect(try files.read(path("a/users/ann")) == [2] && files.read(path("b/users/ann")) == [1])

        // Of the same name, and perhaps of the same inode.
        try files.remove(path("a/users/ann"))
        try files.removeDirectory(path("a/users"))
        #expect(throws: FileSystemError.self) { try files.replace(path("a/users/ann"), [3]) }
        try files.createDirectory(path("a/users"))
        try files.replace(path("a/users/ann"), [3])
        #expect(try files.read(path("a/users/ann")) == [3])

        rename(path("a/users"), path("a/moved"))
        symlink(path("a/moved"), path("a/users"))
        #expect(throws: FileSystemError.self) { try files.replace(path("a/users/ann"), [4]) }
        #expect(throws: FileSystemError.self) { try files.remove(path("a/users/ann")) }
        #expect(try files.read(path("a/moved/ann")) == [3])
    }

    @Test func `The root itself may be a link`() throws {
        try files.createDirectory(path("real"))
        symlink(path("real"), path("root"))
        let linked = PosixFileSystem(root: path("root/"))
        try linked.createDirectories(path("root/a/b"))
        try linked.atomicWrite(path("root/a/b/file"), [5])
        #expect(try files.read(path("real/a/b/file")) == [5])
    }

    @Test func `What is no plain file is neither read nor replaced`() throws {
        mkfifo(path("pipe"), 0o666)
        try files.createDirectory(path("directory"))
        try files.writeNew(path("file"), [1], durable: false)
        #expect(throws: FileSystemError(.read, path("pipe"), .notARegularFile)) { try files.read(path("pipe")) }
        #expect(throws: FileSystemError.self) { try files.read(path("directory")) }
        for name in ["pipe", "directory"] {
            #expect(throws: FileSystemError(.rename, path(name), .notARegularFile)) {
                try files.rename(path("file"), to: path(name))
            }
            #expect(throws: FileSystemError.self) { try files.atomicWrite(path(name), [1]) }
        }
        #expect(throws: FileSystemError.self) { try files.append(path("pipe"), [1]) }
    }

    @Test func `A new file does not replace one`() throws {
        try files.writeNew(path("x"), [1], durable: false)
        #expect(throws: FileSystemError(.write, path("x"), .system(EEXIST))) {
            try files.writeNew(path("x"), [2], durable: false)
        }
        #expect(try files.read(path("x")) == [1])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `A full device is told as such`() throws {
        let device = PosixFileSystem()
        #expect {
            try device.append("/dev/full", [1])
        } throws: { ($0 as? FileSystemError)?.problem == .notARegularFile }
    }

    @Test(arguments: [
        (ENOSPC, "disk is full"), (EACCES, "permission"), (EROFS, "read-only"), (ENOENT, "does not exist"),
        (EDQUOT, "quota"), (ELOOP, "link"), (EIO, "input/output"),
    ])
    func `Every error says what, where and what to do`(code: Int32, word: String) {
        let text = FileSystemError(.write, "/root/x\u{1b}[m", .system(code)).description
        #expect(text.hasPrefix("cannot write /root/x?[m: "))
        #expect(text.contains(word))
    }

    @Test func `A damaged file is moved aside, and nothing is overwritten`() throws {
        let now = Timestamp(seconds: 1_795_456_588)
        for number in 1...3 {
            try files.writeNew(path("a.json"), [UInt8(number)], durable: false)
            try files.quarantine(path("a.json"), at: now)
        }
        #expect(
            try directory.snapshot() == [
                "a.json.20261123T175628Z.bad": [1], "a.json.20261123T175628Z-2.bad": [2],
                "a.json.20261123T175628Z-3.bad": [3],
            ])
    }

    @Test(arguments: ["a", "a/b", "...", "a..b"])
    func `Paths inside are known`(path: String) { #expect(FilePath.isInside(path)) }

    @Test(arguments: ["", "/", "/a", "..", "a/../b", "./a", "a//b", "a/", "a\u{0}"])
    func `Paths that could lead outside are known`(path: String) { #expect(!FilePath.isInside(path)) }
}
