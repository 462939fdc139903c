import Foundation
import Glibc
import Storage
import Testing

/// A commit is all or nothing, wherever it is stopped.
@Suite struct SliceCommitTests {
    /// What stands before: the second slice replaces, adds and removes.
    private static let before: [FileChange] = [
        .write(path: "agg/rollups/daily/2026-10.json", bytes: Array("old daily".utf8)),
        .write(path: "state/poll_cursor.json", bytes: Array("old cursor".utf8)),
        .write(path: "state/seen/2026-10.bloom", bytes: Array("old filter".utf8)),
        .write(path: "agg/rollups/monthly/2026-10.json", bytes: Array("0123456789".utf8)),
    ]
    private static let slice: [FileChange] = [
        .write(path: "agg/rollups/daily/2026-10.json", bytes: Array("new daily, longer".utf8)),
        .write(path: "agg/users/alice.json", bytes: Array("alice".utf8)),
        .write(path: "state/poll_cursor.json", bytes: []),
        .remove(path: "state/seen/2026-10.bloom"),
        .remove(path: "state/never-was"),
        // Of its own result it makes the same again.
        .patch(
            path: "agg/rollups/monthly/2026-10.json",
            FilePatch(
                pieces: [.kept(0..<2), .new(Array("yz".utf8)), .kept(0..<1)], crc: Checksum.crc32c(Array("01yz0".utf8)))
        ),
    ]
    private static let oldFiles: [String: String] = [
        "agg/rollups/daily/2026-10.json": "old daily", "state/poll_cursor.json": "old cursor",
        "state/seen/2026-10.bloom": "old filter", "agg/rollups/monthly/2026-10.json": "0123456789",
    ]
    private static let newFiles: [String: String] = [
        "agg/rollups/daily/2026-10.json": "new daily, longer", "agg/users/alice.json": "alice",
        "state/poll_cursor.json": "", "agg/rollups/monthly/2026-10.json": "01yz0",
    ]

    private static func cluster(_ directory: TemporaryDirectory) throws -> ClusterDirectory {
        DataRoot(path: directory.path).cluster(try ClusterName("hammer"))
    }

    /// A cluster with the files of before.
    private static func prepared() throws -> (TemporaryDirectory, ClusterDirectory) {
        let directory = try TemporaryDirectory()
        let cluster = try cluster(directory)
        var commit = SliceCommit(cluster: cluster, files: PosixFileSystem())
        try commit.commit(before)
        return (directory, cluster)
    }

    /// All files but the record, as text.
    private static func files(_ directory: TemporaryDirectory) throws -> [String: String] {
        var texts: [String: String] = [:]
        for (path, bytes) in try directory.snapshot() {
            let relative = String(path.dropFirst("clusters/hammer/".count))
            if relative != "state/commit.json" { texts[relative] = String(decoding: bytes, as: UTF8.self) }
        }
        return texts
    }

    @Test func `A commit changes all its files and leaves nothing else`() throws {
        let (directory, cluster) = try Self.prepared()
        #expect(try Self.files(directory) == Self.oldFiles)
        var commit = SliceCommit(cluster: cluster, files: PosixFileSystem())
        #expect(try commit.recover() == .clean)
        try commit.commit(Self.slice)
        #expect(try Self.files(directory) == Self.newFiles)
        #expect(try PosixFileSystem().list(cluster.stagingDirectory).isEmpty)
    }

    @Test(arguments: [
        RecordingFileSystem.Fault.crashBefore, .crashInside, .crashAfter, .fail(EIO), .fail(ENOSPC), .fullDisk,
    ])
    func `Stopped at any operation, it is all or nothing`(fault: RecordingFileSystem.Fault) throws {
        var points = 0
        var outcomes: Set<Bool> = []
        for number in 1... {
            let (directory, cluster) = try Self.prepared()
            let world = RecordingFileSystem(fault, at: number)
            var commit = SliceCommit(cluster: cluster, files: world)
            var failed = false
            do { try commit.commit(Self.slice) } catch { failed = true }
            guard world.hasStruck else { break }
            points += 1
            // A full disk meets operations that need no space, and those that follow none that does.
            if fault != .fullDisk { #expect(failed, "operation \(number): \(world.operations.last ?? "")") }

            var recovery = SliceCommit(cluster: cluster, files: PosixFileSystem())
            try recovery.recover()
            let recovered = try Self.files(directory)
            #expect(recovered == Self.oldFiles || recovered == Self.newFiles, "after operation \(number)")
            outcomes.insert(recovered == Self.newFiles)
            #expect(try recovery.recover() == .clean, "a second recovery has nothing to do")

            try recovery.commit(Self.slice)
            #expect(try Self.files(directory) == Self.newFiles, "a rerun after operation \(number)")
            #expect(try PosixFileSystem().list(cluster.stagingDirectory).isEmpty)
        }
        print("commit stopped by \(fault) at \(points) operations")
        #expect(points >= 20)
        #expect(outcomes == [false, true])
    }

    /// Two files are written early; of one of them something else is made later, and the other is not wanted any more.
    private static func commitInTwoParts(_ commit: inout SliceCommit) throws {
        var begun = try commit.begin()
        do {
            try begun.add(.write(path: "agg/rollups/daily/2026-10.json", bytes: Array("too early".utf8)))
            try begun.add(.write(path: "state/never-was", bytes: Array("too early".utf8)))
            try begun.add(.write(path: "agg/users/alice.json", bytes: Array("alice".utf8)))
        } catch {
            commit.giveUp(begun)
            throw error
        }
        try commit.commit(begun) { staging in
            for change in slice { try staging.put(change) }
        }
    }

    @Test(arguments: [RecordingFileSystem.Fault.crashBefore, .crashInside, .crashAfter, .fail(EIO), .fullDisk])
    func `One that was begun early is all or nothing too`(fault: RecordingFileSystem.Fault) throws {
        var outcomes: Set<Bool> = []
        for number in 1... {
            let (directory, cluster) = try Self.prepared()
            let world = RecordingFileSystem(fault, at: number)
            var commit = SliceCommit(cluster: cluster, files: world)
            let isDone = (try? Self.commitInTwoParts(&commit)) != nil
            guard world.hasStruck else {
                #expect(isDone)
                #expect(try Self.files(directory) == Self.newFiles)
                break
            }
            var recovery = SliceCommit(cluster: cluster, files: PosixFileSystem())
            try recovery.recover()
            let recovered = try Self.files(directory)
            #expect(recovered == Self.oldFiles || recovered == Self.newFiles, "after operation \(number)")
            outcomes.insert(recovered == Self.newFiles)
            try Self.commitInTwoParts(&recovery)
            #expect(try Self.files(directory) == Self.newFiles, "a rerun after operation \(number)")
            #expect(try PosixFileSystem().list(cluster.stagingDirectory).isEmpty)
        }
        #expect(outcomes == [false, true])
    }

    @Test func `Of one that was begun and given up nothing is left`() throws {
        let (directory, cluster) = try Self.prepared()
        var commit = SliceCommit(cluster: cluster, files: PosixFileSystem())
        var begun = try commit.begin()
        try begun.add(.write(path: "agg/users/alice.json", bytes: Array("alice".utf8)))
        let staged = try #require(begun.stagedPath(of: "agg/users/alice.json"))
        #expect(try PosixFileSystem().read(staged) == Array("alice".utf8))
        #expect(begun.stagedPath(of: "agg/users/bob.json") == nil)
        commit.giveUp(begun)
        #expect(try Self.files(directory) == Self.oldFiles)
        #expect(try PosixFileSystem().list(cluster.stagingDirectory).isEmpty)
        try commit.commit(Self.slice)
        #expect(try Self.files(directory) == Self.newFiles)
    }

    @Test(arguments: ["1023456789", "0", ""])
    func `A patch of something else changes nothing`(present: String) throws {
        let (directory, cluster) = try Self.prepared()
        let path = cluster.path + "/agg/rollups/monthly/2026-10.json"
        try Data(present.utf8).write(to: URL(fileURLWithPath: path))
        var commit = SliceCommit(cluster: cluster, files: PosixFileSystem())
        #expect(throws: DamagedFile.self) { try commit.commit(Self.slice) }
        var expected = Self.oldFiles
        expected["agg/rollups/monthly/2026-10.json"] = present
        #expect(try Self.files(directory) == expected)
    }

    @Test func `What was written is synced before the commit is decided`() throws {
        let (directory, cluster) = try Self.prepared()
        let world = RecordingFileSystem()
        var commit = SliceCommit(cluster: cluster, files: world)
        try Self.commitInTwoParts(&commit)
        #expect(try Self.files(directory) == Self.newFiles)
        let operations = world.operations
        let decision = try #require(
            operations.firstIndex { $0.hasSuffix("rename \(cluster.path(of: .commitRecord))") })
        let synced = operations[..<decision].filter { $0.hasPrefix("sync ") }
        try #require(synced.count == 1)
        let place = try #require(operations.firstIndex(of: synced[0]))
        var staged: Set<String> = []
        for operation in operations[..<decision] {
            let words = operation.split(separator: " ").map(String.init)
            guard let path = words.last, path.hasPrefix(cluster.stagingDirectory) else { continue }
            if words[0] == "write" { staged.insert(path) }
            if words[0] == "remove" { staged.remove(path) }
        }
        let files = Self.slice.filter { if case .remove = $0 { false } else { true } }.count
        #expect(staged.count == files)
        #expect(Set(synced[0].split(separator: " ").dropFirst().map(String.init)) == staged)
        #expect(!operations[place..<decision].contains { $0.hasPrefix("write \(cluster.stagingDirectory)") })
    }

    @Test func `A recovery that is itself killed anywhere can be run again`() throws {
        var points = 0
        for number in 1... {
            // Killed just behind the rename of the record, the commit has been decided and nothing is applied.
            let (directory, cluster) = try Self.prepared()
            let rehearsal = RecordingFileSystem()
            var plan = SliceCommit(cluster: cluster, files: rehearsal)
            try plan.commit(Self.slice)
            let decision = try #require(
                rehearsal.operations.firstIndex { $0.hasSuffix("rename \(cluster.path(of: .commitRecord))") })
            _ = directory

            let (second, again) = try Self.prepared()
            var commit = SliceCommit(cluster: again, files: RecordingFileSystem(.crashAfter, at: decision + 1))
            #expect(throws: FileSystemError.self) { try commit.commit(Self.slice) }
            #expect(try Self.files(second) != Self.newFiles)

            let world = RecordingFileSystem(.crashBefore, at: number)
            var recovery = SliceCommit(cluster: again, files: world)
            let finished = (try? recovery.recover()) != nil
            var last = SliceCommit(cluster: again, files: PosixFileSystem())
            try last.recover()
            #expect(try Self.files(second) == Self.newFiles, "recovery killed at operation \(number)")
            if finished { break }
            points += 1
        }
        #expect(points >= 8)
    }

    @Test func `After an error in the same process, the next commit recovers by itself`() throws {
        let (directory, cluster) = try Self.prepared()
        var commit = SliceCommit(cluster: cluster, files: RecordingFileSystem(.fail(EIO), at: 12))
        #expect(throws: FileSystemError.self) { try commit.commit(Self.slice) }
        try commit.commit(Self.slice)
        #expect(try Self.files(directory) == Self.newFiles)
    }

    @Test func `A target that is not what was committed is damage, not silence`() throws {
        let (directory, cluster) = try Self.prepared()
        let rehearsal = RecordingFileSystem()
        var plan = SliceCommit(cluster: cluster, files: rehearsal)
        try plan.commit(Self.slice)
        _ = directory
        let applied = try #require(
            rehearsal.operations.firstIndex { $0.hasSuffix("2026-10.json") && $0.hasPrefix("rename") })

        let (second, again) = try Self.prepared()
        var commit = SliceCommit(cluster: again, files: RecordingFileSystem(.crashAfter, at: applied + 1))
        #expect(throws: FileSystemError.self) { try commit.commit(Self.slice) }
        let target = again.path + "/agg/rollups/daily/2026-10.json"
        try Data("somebody else".utf8).write(to: URL(fileURLWithPath: target))
        var recovery = SliceCommit(cluster: again, files: PosixFileSystem())
        #expect(throws: DamagedFile(path: target, .checksumMismatch)) { try recovery.recover() }
        _ = second
    }

    @Test func `A damaged record is never taken for none`() throws {
        let (directory, cluster) = try Self.prepared()
        try Data("{}".utf8).write(to: URL(fileURLWithPath: cluster.path(of: .commitRecord)))
        var recovery = SliceCommit(cluster: cluster, files: PosixFileSystem())
        #expect(throws: DamagedFile.self) { try recovery.recover() }
        #expect(try Self.files(directory) == Self.oldFiles)
    }

    @Test func `Temporary files of writers that died are removed`() throws {
        let (directory, cluster) = try Self.prepared()
        try Data().write(to: URL(fileURLWithPath: cluster.stateDirectory + "/.health.json.tmp-4711"))
        try Data().write(to: URL(fileURLWithPath: cluster.stateDirectory + "/.mine.tmp"))
        var recovery = SliceCommit(cluster: cluster, files: PosixFileSystem())
        try recovery.recover()
        #expect(try Self.files(directory).keys.filter { $0.contains("tmp") } == ["state/.mine.tmp"])
    }
}
