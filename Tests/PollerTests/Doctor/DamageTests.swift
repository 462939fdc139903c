import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Damage of certain files: what is moved aside, what is made anew, and what is told.
@Suite struct DamageTests {
    /// Files that a newer program wrote, whole: each is moved aside, unchanged, and the totals are right.
    @Test func whatANewerProgramWroteIsMovedAside() throws {
        let month = PollBench.noon.day.month
        let kinds: [ClusterFile] = [
            .pollCursor, .health, .rate, .commitRecord, .looseSteps, .dailyRollup(month), .monthlyRollup(month),
            .seenFilter(month), .seenIdentities(month), .awaitingSteps(month, segment: 0), .leaderboard(.allTime),
            .standings, .user("user1"),
        ]
        for kind in kinds {
            let site = try FuzzSite()
            let path = site.directory.path(of: kind)
            let newer = Mutation.newer(try site.files.read(path))
            try site.files.atomicWrite(path, newer)
            let finding = try #require(try site.problems().first { $0.path == path }, "\(kind)")
            #expect(finding.severity == .damage)
            #expect(finding.message.hasPrefix("it is of a newer version (schema 9, this program knows up to "))
            #expect(finding.remedy?.contains("--repair") ?? false)
            #expect(finding.remedy?.hasSuffix("update slurm-sb-tui") ?? false)
            let actions = try site.repair()
            let aside = try #require(
                actions.first { $0.kind == .setAside && $0.path?.hasPrefix(path + ".2026") ?? false }, "\(kind)")
            #expect(aside.message.contains("of a newer version"), "\(kind)")
            #expect(aside.message.hasSuffix("update slurm-sb-tui and, if wanted, move it back"), "\(kind)")
            #expect(try site.files.read(try #require(aside.path)) == newer, "\(kind)")
            #expect(site.pollOn().problems == [], "\(kind)")
        }
    }

    /// As the polls meet it.
    @Test func aPollTellsOfANewerProgramAndGoesOn() throws {
        let site = try FuzzSite()
        let path = site.directory.path(of: .dailyRollup(PollBench.noon.day.month))
        let newer = Mutation.newer(try site.files.read(path))
        try site.files.atomicWrite(path, newer)
        let error = #expect(throws: PollError.self) { try site.poll() }
        let text = try #require(error.map { "\($0)" })
        #expect(text.contains("of a newer version") && text.contains("nothing of it is lost"), "\(text)")
        #expect(text.contains("update slurm-sb-tui and, if wanted, move it back"), "\(text)")
        let healthPath = site.directory.path(of: .health)
        let health = try HealthRecord(decoding: site.files.read(healthPath), path: healthPath)
        let aside = try #require(health.damaged.first { $0.hasPrefix(path) })
        #expect(try site.files.read(aside) == newer)
        #expect(site.pollOn().problems == [])
    }

    @Test func aRebuildMendsWhatItMeets() throws {
        let month = PollBench.noon.day.month
        for (kind, isMadeAnew) in [(ClusterFile.monthlyRollup(month), true), (.dailyRollup(month), false)] {
            let site = try FuzzSite()
            let path = site.directory.path(of: kind)
            for bytes in [Mutation.newer(try site.files.read(path)), []] {
                site.reset()
                try site.files.atomicWrite(path, bytes)
                var actions: [RepairAction] = []
                let publisher = BoardPublisher(root: site.root, files: site.files, clock: site.clock) {
                    actions.append($0)
                }
                #expect(throws: PollError.self) { try publisher.rebuild() }
                let aside = try #require(
                    actions.first { $0.kind == .setAside && $0.path?.hasPrefix(path) ?? false }?.path)
                #expect(try site.files.read(aside) == bytes)
                #expect(actions.contains { $0.kind == .reopened } != isMadeAnew)
                if isMadeAnew { #expect(try site.difference() == nil) }
                // Until it is read again, the polls say so.
                #expect(site.pollOn().problems == [])
            }
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
        let site = try FuzzSite()
        var points = 0
        for number in 1...200 {
            site.reset()
            try site.files.atomicWrite(site.directory.path(of: .seenIdentities(Month("2026-10")!)), [1, 2, 3])
            let crashing = CrashingFileSystem(site.files, failsAt: number)
            _ = try? DoctorRepair(root: site.root, files: crashing, clock: site.clock).repair(site.directory)
            guard crashing.changeCount >= number else { break }
            points += 1
            try site.repair()
            #expect(site.pollOn().problems == [], "after a kill at change \(number)")
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
