import Foundation
import Synchronization
import Testing

/// Several processes in one data root at the same moment.
@Suite(.serialized) struct ConcurrencyTests {
    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n"

    /// The row of a job of an hour that ended in October 2026.
    private static func row(_ id: Int, user: String) -> String {
        "\(id)|\(user)|COMPLETED|3600|2|\(1_790_900_000 + id)|\(1_790_900_000 + id)|\(1_790_903_600 + id)\n"
    }

    private static func arguments(_ root: Root, _ cluster: String) -> [String] {
        ["ingest", "--root", root.path, "--cluster", cluster, "--now", Root.now]
    }

    /// Starts an ingest that reads a pipe, and so holds the lock for as long as the pipe is open.
    private func holder(_ root: Root) throws -> (program: RunningProgram, pipe: FileHandle) {
        let path = root.directory.file("pipe")
        if !FileManager.default.fileExists(atPath: path) { try #require(mkfifo(path, 0o600) == 0) }
        let program = try Binary.start(Self.arguments(root, "hammer") + [path])
        // Opening waits for the other end.
        let pipe = try #require(FileHandle(forWritingAtPath: path))
        pipe.write(Data(Self.header.utf8))
        let lock = "root/clusters/hammer/state/lock.pid"
        let deadline = Date().addingTimeInterval(60)
        while (try? root.directory.text(lock).contains("\(program.processIdentifier)")) != true, Date() < deadline {
            usleep(2000)
        }
        #expect(try root.directory.text(lock).contains("\(program.processIdentifier)"))
        return (program, pipe)
    }

    @Test func `The second is told on one line who is at work, and changes nothing`() throws {
        let root = Root()
        try root.ingest("hammer", [], input: Data((Self.header + Self.row(1, user: "alice")).utf8))
        let (first, pipe) = try holder(root)
        let before = root.contents()
        for _ in 0..<3 {
            let second = try root.ingest("hammer", [], input: Data((Self.header + Self.row(2, user: "bob")).utf8))
            #expect(second.status == 3)
            let lines = second.errors.split(separator: "\n")
            #expect(lines.count == 1, "\(second.errors)")
            #expect(
                second.errors.contains(
                    "process \(first.processIdentifier) on \(Host.name) (this host), since 2026-11-23T12:00:00Z"))
            #expect(second.errors.contains("lock.pid"))
        }
        #expect(root.contents() == before)
        // Another cluster is free.
        #expect(try root.ingest("bell", [], input: Data((Self.header + Self.row(3, user: "carol")).utf8)).status == 0)
        pipe.write(Data(Self.row(4, user: "dave").utf8))
        try pipe.close()
        #expect(try first.outcome(within: 60).status == 0)
        #expect(try root.monthly("hammer")["2026-10"]?.mapValues(\.jobs) == ["alice": 1, "dave": 1])
    }

    @Test func `The lock of a holder that was killed is free at once`() throws {
        let root = Root()
        for _ in 0..<3 {
            let (first, pipe) = try holder(root)
            first.signal(SIGKILL)
            #expect(try first.outcome(within: 60).status == -SIGKILL)
            try? pipe.close()
            // The file still names the dead.
            let lock = try root.directory.text("root/clusters/hammer/state/lock.pid")
            #expect(lock.contains("\(first.processIdentifier)"))
            let next = try root.ingest("hammer", [], input: Data((Self.header + Self.row(1, user: "alice")).utf8))
            #expect(next.status == 0, "\(next.errors)")
        }
        #expect(try root.monthly("hammer")["2026-10"]?.mapValues(\.jobs) == ["alice": 1])
    }

    @Test func `A free lock is had, whatever its file says`() throws {
        let root = Root()
        try root.ingest("hammer", [], input: Data((Self.header + Self.row(1, user: "alice")).utf8))
        let lock = "root/clusters/hammer/state/lock.pid"
        let old = #"{"host":"other\u001b[31m","pid":1,"started":"2026-11-01T00:00:00Z","program":"slurm-sb-tui 1"}"#
        for (number, text) in [old, "", "{", "\u{1b}]0;x\u{7}"].enumerated() {
            try root.directory.write(text, to: lock)
            let next = try root.ingest(
                "hammer", [], input: Data((Self.header + Self.row(10 + number, user: "alice")).utf8))
            #expect(next.status == 0, "\(next.errors)")
            #expect(!next.errors.contains("\u{1b}"))
            #expect(try root.directory.data(lock).isEmpty)
        }
        #expect(try root.monthly("hammer")["2026-10"]?["alice"]?.jobs == 5)
    }

    @Test func `Of several that start at once, some work, the others say so, and no job counts twice`() throws {
        let root = Root()
        let rows = Data(try RowSamples.generated(jobs: 300, steps: false).utf8)
        let path = try root.directory.write(rows, to: "rows")
        for _ in 0..<5 {
            let programs = try (0..<4).map { _ in try Binary.start(Self.arguments(root, "hammer") + [path]) }
            let outcomes = try programs.map { try $0.outcome(within: 120) }
            #expect(outcomes.contains { $0.status == 0 })
            for outcome in outcomes where outcome.status != 0 {
                #expect(outcome.status == 3, "\(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            }
        }
        let alone = Root()
        try alone.ingest("hammer", [path], slurm: "22.05")
        #expect(root.counted("hammer") == alone.counted("hammer"))
        #expect(!alone.counted("hammer").isEmpty)
    }

    /// Reads the merged boards all the time, as the interfaces of many users do.
    private final class Watcher: Sendable {
        private struct State {
            var isDone = false
            var reads = 0
            var problems: [String] = []
        }

        private let state = Mutex(State())
        private let ended = DispatchSemaphore(value: 0)

        init(_ directory: String, clusters: [String: String]) {
            Thread.detachNewThread { [self] in
                while !state.withLock(\.isDone) {
                    do {
                        let text = try Data(contentsOf: URL(fileURLWithPath: directory + "/alltime.json"))
                        let jobs = try BoardsReader.jobsByUser(text)
                        let binary = try Data(contentsOf: URL(fileURLWithPath: directory + "/boards.bin"))
                        let users = try BoardsReader.usersByCluster(binary)
                        let areThere =
                            Set(jobs.keys) == Set(clusters.values) && users == clusters.mapValues { [$0] }
                        if !areThere { note("somebody is missing: \(jobs), \(users)") }
                    } catch {
                        note("\(error)")
                    }
                    state.withLock { $0.reads += 1 }
                    // The writers need the processors too.
                    usleep(1000)
                }
                ended.signal()
            }
        }

        private func note(_ problem: String) { state.withLock { $0.problems.append(problem) } }

        func end() -> (reads: Int, problems: [String]) {
            state.withLock { $0.isDone = true }
            ended.wait()
            return state.withLock { ($0.reads, $0.problems) }
        }
    }

    @Test func `The merged boards never tear and never lose a cluster`() throws {
        let root = Root()
        let clusters = ["bell": "alice", "hammer": "bob"]
        func ingest(round: Int) throws {
            let programs = try clusters.map { cluster, user in
                try Binary.start(
                    Self.arguments(root, cluster), input: Data((Self.header + Self.row(round, user: user)).utf8))
            }
            for program in programs {
                let outcome = try program.outcome(within: 60)
                #expect(outcome.status == 0, "round \(round): \(outcome.errors)")
            }
        }
        try ingest(round: 0)
        let watcher = Watcher(root.directory.file("root/leaderboards"), clusters: clusters)
        let begun = Date()
        let rounds = 200
        var done = 0
        while done < rounds, Date().timeIntervalSince(begun) < 90 {
            done += 1
            try ingest(round: done)
            let jobs = try BoardsReader.jobsByUser(root.directory.data("root/leaderboards/alltime.json"))
            // The last to write has seen the other's standings, in whatever order they came.
            #expect(jobs == ["alice": done + 1, "bob": done + 1], "round \(done)")
        }
        let (reads, problems) = watcher.end()
        print(
            "concurrency: \(done) rounds of two clusters, \(reads) reads of the merged boards in "
                + "\(Int(Date().timeIntervalSince(begun))) s")
        #expect(problems.isEmpty, "\(problems.count), the first: \(problems.first ?? "")")
        #expect(reads > done)
        // A machine that is busy with other things does not get through all of them in time.
        #expect(done >= 50)
    }

    @Test func `Files that overlap give the same in both orders`() throws {
        let text = try RowSamples.generated(jobs: 400, seed: 9)
        let (header, groups) = (RowSamples.header(of: text), RowSamples.groups(of: text))
        let parts = [groups[..<260], groups[140...]].map { part in
            Data(RowSamples.text(header, part.flatMap(\.lines)).utf8)
        }
        let whole = Root()
        try whole.ingest("hammer", [], input: Data(text.utf8))
        for order in [[0, 1], [1, 0], [0, 1, 0, 1]] {
            let root = Root()
            for part in order {
                let outcome = try root.ingest("hammer", [], input: parts[part])
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            let (found, expected) = (root.counted("hammer"), whole.counted("hammer"))
            #expect(found.keys.sorted() == expected.keys.sorted())
            for (name, data) in expected { #expect(found[name] == data, "\(order): \(name) differs") }
        }
    }
}
