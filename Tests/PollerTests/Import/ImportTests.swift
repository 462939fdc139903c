import ForwardingFileSystem
import Foundation
import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// Months of the older program beside what is polled.
@Suite struct ImportTests {
    /// A cluster that is polled, and a root of the older program with three months: of the first the accounting has nothing
    /// any more, of the second a part, of the third all.
    final class Bench {
        let poll: PollBench
        let source: String
        /// 10 jobs of an hour on one core in each of two months, of `user0`; and what the older program had of them.
        static let months = ["2026-06", "2026-07", "2026-08"].map { Month($0)! }

        init() throws {
            func jobs(_ month: Month, _ count: Int) -> [FakeSacct.Record] {
                (0..<count).map { index in
                    PollSessionTests.job(
                        UInt32(Int(month.ordinal) * 100 + index), user: "user0",
                        end: month.firstDay.start.seconds + 90_000 + Int64(index))
                }
            }
            poll = try PollBench(
                jobs(Bench.months[1], 4) + jobs(Bench.months[2], 10) + jobs(Month("2026-11")!, 1),
                backfillStart: Day("2026-06-01")!)
            source = poll.root.path + "/old"
            for month in Bench.months { try write(month) }
        }

        /// As much as 10 of the jobs have, whatever they have, and of another user who is nowhere else.
        func write(_ month: Month, more: String = "") throws {
            let one = try Bench.hours
            let place = "\(source)/clusters/hammer/agg/rollups/monthly"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let text = """
                {"month":"\(month)","asof":"2026-11-01T00:00:00Z","users":[{"username":"user0",
                "total_elapsed_hours":\(one.elapsed * 9.95),"total_clock_hours":\(one.core * 9.95)},
                {"username":"olduser","total_elapsed_hours":0.01,"total_clock_hours":0.01,"count_failed_jobs":3.0}\(more)]}
                """
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(place)/\(month).json"))
        }

        /// Of one job.
        static var hours: (elapsed: Double, core: Double) {
            get throws {
                let bench = try PollBench(
                    [PollSessionTests.job(1, user: "user0", end: PollBench.noon.seconds - 86_400)],
                    backfillStart: Day("2026-11-20")!)
                try bench.pollAll()
                let totals = try bench.totals(of: "user0")
                return (Double(totals.elapsedSeconds) / 3600, Double(Int64(totals.coreSeconds)) / 3600)
            }
        }

        func session(files: (any FileSystem)? = nil) -> ImportSession {
            ImportSession(
                from: PythonRoot(path: source, files: PosixFileSystem()), to: poll.root,
                files: files ?? self.files, clock: poll.clock, publication: poll.settings.publication)
        }

        var files: UnsyncedFileSystem { UnsyncedFileSystem(root: poll.root.path) }

        @discardableResult
        func run(files: (any FileSystem)? = nil) throws -> ImportSummary {
            try session(files: files).run(poll.settings.cluster, backfillStart: poll.settings.backfillStart)
        }

        func imported() throws -> [String] { try poll.directory.importedMonths(in: files).map(\.description) }

        /// What the boards have of a user: the jobs and the wall hours of all time.
        func board(_ user: String) throws -> UserStanding? {
            let path = poll.root.standings
            return try StandingsSidecar.decode(files.read(path), path: path).first?.standing(of: user)
        }

        func problems() throws -> [Finding] {
            let surroundings = Surroundings(
                machineTime: Timestamp(seconds: Int64(Date().timeIntervalSince1970)), mayWrite: { _ in true },
                lockHolder: { _ in nil })
            let doctor = Doctor(
                root: poll.root, files: files, clock: poll.clock, rules: poll.settings.publication,
                surroundings: surroundings)
            return try doctor.examine([poll.directory])
        }
    }

    @Test func `Before and after polling, each month counts once`() throws {
        let bench = try Bench()
        let hour = try Bench.hours.elapsed
        let first = try bench.run()
        #expect(first.months(.untilRead) == Bench.months)
        #expect(try bench.imported() == ["2026-06", "2026-07", "2026-08"])
        // Three months of 9.95 jobs' hours; a job a month at least.
        let before = try #require(try bench.board("user0"))
        #expect(abs(before.allTime[.wallHours] - 29.85 * hour) < 0.01)
        #expect(try bench.board("user0")?.allTime[.jobs] == 3)
        #expect(try bench.board("olduser")?.allTime[.jobs] == 9)
        #expect(try bench.problems().filter { $0.severity > .fine } == [])

        for _ in 0..<200 where try bench.poll.poll(files: bench.files).isCaughtUp { break }
        // August is the accounting's own, July has lost six of its ten jobs there, June all.
        #expect(try bench.imported() == ["2026-06", "2026-07"])
        let standing = try #require(try bench.board("user0"))
        #expect(abs(standing.allTime[.wallHours] - (9.95 + 9.95 + 10 + 1) * hour) < 0.01)
        #expect(standing.allTime[.jobs] == 1 + 1 + 10 + 1)
        // Months by month: June is five before November.
        #expect(standing.months.suffix(6).map { $0[.jobs] } == [1, 1, 10, 0, 0, 1])
        #expect(try bench.board("olduser")?.allTime[.jobs] == 6)
        let findings = try bench.problems()
        #expect(findings.filter { $0.severity > .fine }.isEmpty, "\(findings)")
        #expect(findings.contains { $0.message.hasPrefix("2026-06 to 2026-07 imported from another program") })
        #expect(findings.contains { $0.message.contains("has 39 % of the hours of the imported month 2026-07") })
        #expect(bench.poll.events.contains { "\($0)".contains("no longer imported") })

        // Again: nothing changes, and August is known to have been read.
        let files = try bench.derived()
        let again = try bench.run()
        #expect(again.months(.alreadyRead).map(\.description) == ["2026-08"])
        #expect(again.months(.kept).map(\.description) == ["2026-06", "2026-07"])
        #expect(again.unchanged.count == 2)
        #expect(again.hundredthsRead == [Month("2026-07")!: 39])
        #expect(try bench.derived() == files)
    }

    @Test func `The user's page has the imported months for what they are`() throws {
        let bench = try Bench()
        try bench.run()
        for _ in 0..<200 where try bench.poll.poll(files: bench.files).isCaughtUp { break }
        let history = UserHistoryReader(root: bench.poll.root, files: bench.files).read(
            user: "user0", clusters: ["hammer"], today: PollBench.noon.day)
        #expect(history.problems == [])
        #expect(history.importedMonths(of: nil).map(\.description) == ["2026-06", "2026-07"])
        let months = history.months(endingWith: Month("2026-11")!, of: nil).suffix(6).map(\.totals.jobs)
        #expect(months == [1, 1, 10, 0, 0, 1])
        #expect(history.totals(of: nil).jobs == 13)
        let path = bench.poll.directory.path(of: .user("user0"))
        let file = try UserFileCodec.decode(bench.files.read(path), path: path)
        #expect(
            file.clusters[bench.poll.settings.cluster]?.importedMonths.map(\.description) == ["2026-06", "2026-07"])
    }

    @Test func `Who opted out is in no imported month that others read, and comes back`() throws {
        let bench = try Bench()
        try bench.files.createDirectories(bench.poll.root.configDirectory)
        try bench.files.atomicWrite(bench.poll.root.optOutList, Array("olduser\n".utf8), isPrivate: true)
        try bench.run()
        func isNamed() throws -> [String] {
            try bench.poll.paths().filter { path in
                guard !path.hasPrefix("old/"), !path.hasPrefix("config/"), !path.contains("state/withheld"),
                    let bytes = try? bench.files.read(bench.poll.root.path + "/" + path)
                else { return false }
                return path.contains("olduser") || String(decoding: bytes, as: UTF8.self).contains("olduser")
            }
        }
        #expect(try isNamed() == [])
        #expect(try bench.board("olduser") == nil)
        #expect(try bench.problems().filter { $0.severity > .fine } == [])
        let hidden = bench.poll.directory.path(of: .withheldImport(Bench.months[0]))
        #expect(try bench.files.status(hidden)?.mode == 0o660)
        #expect(try bench.run().unchanged.count == 3)
        // The first poll after the list has changed puts everything back.
        try bench.files.atomicWrite(bench.poll.root.optOutList, [])
        try bench.poll.poll(files: bench.files)
        #expect(try bench.board("olduser")?.allTime[.jobs] == 9)
        #expect(try bench.files.status(hidden) == nil)
        try bench.files.atomicWrite(bench.poll.root.optOutList, Array("olduser\n".utf8), isPrivate: true)
        try bench.poll.poll(files: bench.files)
        #expect(try isNamed() == [])
    }

    @Test func `An imported month that is damaged is set aside, and can be imported again`() throws {
        let bench = try Bench()
        try bench.run()
        let path = bench.poll.directory.path(of: .importedRollup(Bench.months[0]))
        try bench.files.atomicWrite(path, bench.files.read(path).map { $0 ^ 1 })
        #expect(try bench.problems().contains { $0.severity == .damage && $0.path == path })
        #expect(throws: PollError.self) { try bench.poll.poll(files: bench.files) }
        try bench.poll.poll(files: bench.files)
        #expect(try bench.board("olduser")?.allTime[.jobs] == 6)
        #expect(try bench.problems().contains { $0.message.contains("damaged imported month") })
        try bench.run()
        #expect(try bench.board("olduser")?.allTime[.jobs] == 9)
    }

    /// Killed at each of its operations, and run again: as if nothing had happened.
    @Test func `Killed anywhere, it has taken all over or nothing`() throws {
        let whole = try Bench()
        try whole.run()
        let expected = try whole.derived()
        var points = 0
        for number in stride(from: 1, to: 2000, by: 3) {
            let bench = try Bench()
            let files = CrashingFileSystem(bench.files, failsAt: number)
            do {
                try bench.run(files: files)
            } catch is FileSystemError {}
            guard files.changeCount >= number else { break }
            points += 1
            // A commit that was decided is carried out by whoever comes next.
            let before = try bench.imported().count
            try bench.run()
            #expect(try bench.imported().count == 3, "stopped at \(number), with \(before) before")
            #expect(try bench.derived() == expected, "stopped at \(number)")
        }
        #expect(points > 10)
    }
}

extension ImportTests.Bench {
    /// Boards, sidecars and user files, and what was imported.
    func derived() throws -> [String: [UInt8]] {
        let names = try poll.paths().filter {
            !$0.hasPrefix("old/") && !$0.hasSuffix(".lock")
                && ($0.contains("leaderboards/") || $0.contains("/users/") || $0.contains("/imported/"))
        }
        return try Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                let path = "\(poll.root.path)/\(name)"
                return try files.status(path)?.kind == .file ? (name, try files.read(path)) : nil
            })
    }
}
