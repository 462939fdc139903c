import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Every state file, damaged in every way: the polls go on, and the totals are right afterwards.
@Suite struct DamageTests {
    static let isLong = ProcessInfo.processInfo.environment["SLURM_SB_LONG_TESTS"] == "1"
    static let mutationsPerFile: UInt64 = isLong ? 1000 : 8

    @Test func everyFileSurvivesEveryMutation() throws {
        let site = try DamageBench()
        let standings = try site.standings()
        let names = try site.statePaths()
        #expect(names.count >= 20, "\(names)")
        var found = 0
        var cases = 0
        for (place, name) in names.enumerated() {
            for seed in 0..<Self.mutationsPerFile {
                let mutation = Mutation.random(UInt64(place) &* 100_000 &+ seed)
                // A month that was read again has its awaited steps in fewer files.
                guard try site.files.status(site.path(name)) != nil else { break }
                try mutation.apply(to: site.path(name))
                cases += 1
                // What the polls meet they mend; what they do not read, the repair does.
                if seed % 2 == 0 { found += try site.pollOn().count }
                try site.repair()
                _ = try site.pollOn()
                let rollups = try site.bench.rollups()
                #expect(rollups == site.expected, "\(name), \(mutation)")
                #expect(try site.standings() == standings, "\(name), \(mutation)")
                try site.removeSetAside()
                let problems = try site.problems().filter { $0.subject != .health && $0.subject != .log }
                #expect(problems == [], "\(name), \(mutation)")
                if rollups != site.expected || !problems.isEmpty { return }
                if name.hasSuffix("poll.jsonl") {
                    try LogFile(site.path(name), files: site.files)
                        .write(LogEvent(time: site.bench.clock.now(), cluster: "hammer", phase: .finish))
                }
            }
        }
        print("DamageTests: \(cases) mutations of \(names.count) files, \(found) met by polls")
        #expect(found > cases / 20)
    }

    /// Files that a newer program wrote, whole.
    @Test func whatANewerProgramWroteStays() throws {
        let site = try DamageBench()
        let directory = site.bench.directory
        let month = PollBench.noon.day.month
        let files = site.files
        let newFiles: [ClusterFile] = [
            .pollCursor, .health, .rate, .commitRecord, .dailyRollup(month), .monthlyRollup(month),
            .leaderboard(.allTime), .user("user1"),
        ]
        for (place, file) in newFiles.enumerated() {
            let path = directory.path(of: file)
            let whole = try files.read(path)
            let newer = ChecksummedJSON.encode(version: 9) { $0.member("from", "the future") }
            try files.atomicWrite(path, newer)
            // The user's file is written when the user has a new job.
            site.bench.sacct.records.append(PollSessionTests.job(UInt32(100 + place), user: "user1"))
            #expect(try site.findings().contains { $0.path == path && $0.remedy == "update slurm-sb-tui" }, "\(file)")
            var error: (any Error)?
            do { try site.bench.poll() } catch let thrown { error = thrown }
            let damage = error as? DamagedFile
            #expect(damage?.reason == .newerVersion(found: 9, known: 1), "\(file): \(String(describing: error))")
            #expect(damage?.path == path)
            #expect(damage?.description.hasSuffix("update slurm-sb-tui") ?? false)
            #expect(try files.read(path) == newer, "\(file) stays")
            #expect(try !site.bench.paths().contains { $0.hasSuffix(".bad") })
            try files.atomicWrite(path, whole)
            try site.repair()
        }
    }

    @Test func aFlippedVersionOfABinaryFileIsDamageAndNoNewerProgram() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .seenFilter(PollBench.noon.day.month))
        var bytes = try site.files.read(path)
        bytes[8] ^= 4
        try site.files.atomicWrite(path, bytes)
        #expect(throws: PollError.self) { try site.bench.poll() }
        #expect(try site.pollOn().isEmpty)
        #expect(try site.bench.rollups() == site.expected)
    }

    @Test func theFilterIsMadeAnewFromTheExactSet() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .seenFilter(PollBench.noon.day.month))
        let before = try site.files.read(path)
        try site.files.atomicWrite(path, Array(before.dropLast()))
        let questions = site.bench.sacct.queries.count
        let actions = try site.repair()
        #expect(actions.map(\.kind) == [.setAside, .remade, .remade])
        #expect(try site.files.read(path) == before)
        #expect(site.bench.sacct.queries.count == questions)
    }

    @Test func theMonthlyRollupIsMadeAnewFromTheDailyOne() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .monthlyRollup(PollBench.noon.day.month))
        let before = try site.files.read(path)
        try site.files.atomicWrite(path, Array(before.dropLast(9)))
        #expect(throws: PollError.self) { try site.bench.poll() }
        let files = PosixFileSystem()
        let month = PollBench.noon.day.month
        #expect(
            try RollupFiles.monthly(of: month, directory: site.bench.directory, files: files)
                == site.expected[month]?.totals())
        #expect(try site.pollOn().isEmpty)
    }

    @Test func aMonthIsShownInHealthUntilItIsReadAgain() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .dailyRollup(Month("2026-10")!))
        try site.files.atomicWrite(path, [])
        #expect(throws: PollError.self) { try site.bench.poll() }
        let healthPath = site.bench.directory.path(of: .health)
        var health = try HealthRecord(decoding: site.files.read(healthPath), path: healthPath)
        #expect(health.damaged.contains { $0.hasPrefix(path) && $0.hasSuffix(".bad") })
        #expect(try site.problems().contains { $0.severity == .damage && $0.subject == .health })
        #expect(try site.pollOn().isEmpty)
        health = try HealthRecord(decoding: site.files.read(healthPath), path: healthPath)
        #expect(health.damaged == [])
        #expect(try site.bench.rollups() == site.expected)
    }

    /// Moving a month aside is killed at each of its changes.
    @Test func aKillWhileAMonthIsSetAsideLosesNothing() throws {
        var points = 0
        for number in 1...200 {
            let site = try DamageBench()
            let month = Month("2026-10")!
            try site.files.atomicWrite(site.bench.directory.path(of: .seenIdentities(month)), [1, 2, 3])
            // A job of that month comes late, so that the poll reads its seen jobs.
            let crashing = CrashingFileSystem(root: site.bench.root.path, failsAt: number)
            _ = try? DoctorRepair(
                root: site.bench.root, files: crashing, clock: site.bench.clock,
                rules: site.bench.settings.publication
            ).repair(site.bench.directory)
            guard crashing.changeCount >= number else { break }
            points += 1
            try site.repair()
            _ = try site.pollOn()
            #expect(try site.bench.rollups() == site.expected, "after a kill at change \(number)")
        }
        print("DamageTests: \(points) points while setting a month aside")
        #expect(points > 15)
    }

    @Test func aFileThatIsGoneIsNoMonthWithoutJobs() throws {
        let month = PollBench.noon.day.month
        for file in [
            ClusterFile.dailyRollup(month), .monthlyRollup(month), .seenIdentities(month), .seenFilter(month),
        ] {
            let site = try DamageBench()
            try site.files.remove(site.bench.directory.path(of: file))
            _ = try site.pollOn()
            #expect(try site.bench.rollups() == site.expected, "\(file)")
            #expect(try site.standings().reduce(0) { $0 + $1.allTime[.jobs] } == 13, "\(file)")
        }
    }
}
