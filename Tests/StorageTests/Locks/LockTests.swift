import Foundation
import Glibc
import Scoreboard
import Storage
import Testing

@Suite struct LockTests {
    private static let now = Timestamp(seconds: 1_795_456_588)
    private let directory: TemporaryDirectory
    private let files = PosixFileSystem()
    private let cluster: ClusterDirectory

    init() throws {
        directory = try TemporaryDirectory()
        cluster = DataRoot(path: directory.path).cluster(try ClusterName("hammer"))
    }

    private func acquire() throws -> PollLock {
        try PollLock.acquire(cluster, files: files, program: "test 1", at: Self.now)
    }

    @Test func `The second to come is told who has it`() throws {
        let lock = try acquire()
        let me = LockHolder(host: LockHolder.currentHost, pid: getpid(), started: Self.now, program: "test 1")
        #expect(throws: LockError.held(path: cluster.path(of: .lock), by: me)) { try acquire() }
        #expect(PollLock.holder(of: cluster) == me)
        let tree = try JSONSerialization.jsonObject(with: Data(files.read(cluster.path(of: .lock)))) as? [String: Any]
        #expect(tree?["pid"] as? Int32 == getpid())
        #expect(tree?["started"] as? String == "2026-11-23T17:56:28Z")
        lock.release()
        #expect(PollLock.holder(of: cluster) == nil)
        #expect(try files.read(cluster.path(of: .lock)) == [])
        let next = try acquire()
        #expect(next.leftBehind == nil)
        next.release()
    }

    @Test func `A lock goes with its owner`() throws {
        do { _ = try acquire() }
        try acquire().release()
    }

    @Test func `A dead holder's lock is free at once, and named`() throws {
        try files.createDirectories(cluster.stateDirectory)
        let text = #"{"host":"other","pid":4711,"started":"2026-11-01T00:00:00Z","program":"slurm-sb-tui 1"}"#
        try files.writeNew(cluster.path(of: .lock), Array(text.utf8), durable: false)
        let lock = try acquire()
        #expect(lock.leftBehind?.host == "other" && lock.leftBehind?.pid == 4711)
        lock.release()
    }

    @Test(arguments: ["", "{", "garbage\u{1b}", #"{"host":1}"#])
    func `Whatever the file says, a free lock is had`(content: String) throws {
        try files.createDirectories(cluster.stateDirectory)
        try files.writeNew(cluster.path(of: .lock), Array(content.utf8), durable: false)
        try acquire().release()
    }

    @Test func `A holder in another process that is killed frees the lock`() throws {
        try files.createDirectories(cluster.stateDirectory)
        let path = cluster.path(of: .lock)
        let ready = directory.path + "/ready"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        // `-o`: it holds the lock itself, and its child inherits nothing. The child ends with its input.
        process.arguments = ["-o", path, "sh", "-c", "touch '\(ready)'; read line"]
        let input = Pipe()
        process.standardInput = input
        try process.run()
        while try files.status(ready) == nil { sched_yield() }
        #expect(throws: LockError.held(path: path, by: nil)) { try acquire() }
        kill(process.processIdentifier, SIGKILL)
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        try acquire().release()
    }

    @Test func `A link in the place of the lock is refused`() throws {
        try files.createDirectories(cluster.stateDirectory)
        symlink("/etc/hostname", cluster.path(of: .lock))
        #expect(throws: LockError.failed(FileSystemError(.lock, cluster.path(of: .lock), .system(ELOOP)))) {
            try acquire()
        }
    }

    @Test(arguments: ["clusters", "clusters/hammer"])
    func `A link on the way to the lock is refused, and nothing is written behind it`(link: String) throws {
        try acquire().release()
        let place = directory.path + "/" + link
        let target = try TemporaryDirectory()
        try FileManager.default.moveItem(atPath: place, toPath: target.path + "/target")
        symlink(target.path + "/target", place)
        let before = try target.snapshot().mapValues { _ in [UInt8]("as it was".utf8) }
        for name in before.keys {
            try Data("as it was".utf8).write(to: URL(fileURLWithPath: target.path + "/" + name))
        }
        #expect(throws: LockError.failed(FileSystemError(.lock, place, .system(ELOOP)))) { try acquire() }
        #expect(try target.snapshot() == before && !before.isEmpty)
    }

    @Test func `The lock of the boards is waited for, but not for ever`() throws {
        let root = DataRoot(path: directory.path)
        let first = try LeaderboardsLock.acquire(root, files: files, program: "test", at: Self.now)
        #expect {
            try LeaderboardsLock.acquire(root, files: files, program: "test", at: Self.now, waiting: 0.05)
        } throws: { error in
            guard case .timedOut(root.leaderboardsLock, let holder?, 0.05) = error as? LockError else { return false }
            return holder.pid == getpid()
        }
        let queue = DispatchQueue(label: "releases")
        queue.asyncAfter(deadline: .now() + 0.03) { Self.release(first) }
        try LeaderboardsLock.acquire(root, files: files, program: "test", at: Self.now).release()
    }

    private static func release(_ lock: LeaderboardsLock) { lock.release() }
}
