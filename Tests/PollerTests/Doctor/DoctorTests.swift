import ForwardingFileSystem
import Foundation
import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// What the doctor finds, and that it finds nothing where nothing is wrong.
@Suite struct DoctorTests {
    static let month = PollBench.noon.day.month

    @Test func aHealthyRootHasNoFindings() throws {
        let site = try DamageBench()
        #expect(try site.problems() == [])
    }

    @Test func lookingChangesNothing() throws {
        let site = try DamageBench()
        try site.files.atomicWrite(site.bench.directory.path(of: .health), [1])
        let before = try site.contents()
        _ = try site.findings()
        #expect(try site.contents() == before)
    }

    @Test(arguments: [
        ClusterFile.dailyRollup(month), .monthlyRollup(month), .seenFilter(month), .seenIdentities(month),
        .awaitingSteps(month, segment: 0), .pollCursor, .health, .rate, .commitRecord, .standings,
        .leaderboard(.last30Days), .user("user1"),
    ])
    func aDamagedFileIsNamed(file: ClusterFile) throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: file)
        let bytes = try site.files.read(path)
        for damaged in [Array(bytes.dropLast(3)), [], bytes.map { $0 ^ 1 }] {
            try site.files.atomicWrite(path, damaged)
            let found = try site.problems().filter { $0.path == path }
            #expect(found.contains { $0.severity == .damage && $0.remedy?.contains("--repair") ?? false }, "\(file)")
        }
    }

    @Test func aMissingFileIsNamed() throws {
        for file in [
            ClusterFile.dailyRollup(Self.month), .monthlyRollup(Self.month), .seenFilter(Self.month),
            .seenIdentities(Self.month), .standings, .user("user2"),
        ] {
            let site = try DamageBench()
            let path = site.bench.directory.path(of: file)
            try site.files.remove(path)
            #expect(try site.problems().contains { $0.path == path && $0.severity == .damage }, "\(file)")
        }
    }

    /// Whole files that do not belong together.
    @Test func filesThatContradictEachOtherAreNamed() throws {
        let site = try DamageBench()
        let (directory, files) = (site.bench.directory, site.files)
        let october = Month("2026-10")!
        let monthly = directory.path(of: .monthlyRollup(Self.month))
        let whole = try files.read(monthly)
        try files.atomicWrite(
            monthly,
            MonthlyRollupCodec.encode([:], cluster: directory.name, month: Self.month, asOf: PollBench.noon))
        #expect(try site.problems().contains { $0.path == monthly && $0.subject == .months })
        try files.atomicWrite(monthly, whole)

        let filter = directory.path(of: .seenFilter(Self.month))
        let filterBytes = try files.read(filter)
        try files.atomicWrite(filter, files.read(directory.path(of: .seenFilter(october))))
        #expect(try site.problems().contains { $0.path == filter && $0.message.contains("exact set") })
        try files.atomicWrite(filter, filterBytes)

        let user = directory.path(of: .user("user0"))
        let userBytes = try files.read(user)
        try files.atomicWrite(user, files.read(directory.path(of: .user("user1"))))
        #expect(try site.problems().map(\.path) == [user])
        try files.atomicWrite(user, userBytes)

        let stranger = directory.path(of: .user("stranger"))
        try files.atomicWrite(stranger, userBytes)
        #expect(try site.problems().map(\.path) == [stranger])
        try files.remove(stranger)

        let board = site.bench.root.leaderboard(.allTime)
        try files.atomicWrite(board, files.read(site.bench.root.leaderboard(.last30Days)))
        #expect(try site.problems().map(\.path) == [board])
        try site.repair()
        #expect(try site.problems() == [])
    }

    @Test func anInterruptedCommitIsSettled() throws {
        let site = try DamageBench()
        let staging = FilePath.join(site.bench.directory.stagingDirectory, "999")
        try site.files.createDirectories(staging)
        try site.files.writeNew(FilePath.join(staging, "0"), [1], durable: false)
        try site.files.writeNew(
            FilePath.join(site.bench.directory.seenDirectory, ".x.tmp-77"), [1], durable: false)
        let found = try site.problems()
        #expect(found.map(\.subject) == [.commit, .commit])
        #expect(found.allSatisfy { $0.severity == .warning })
        let actions = try site.repair()
        #expect(actions.contains { $0.kind == .settled })
        #expect(actions.contains { $0.kind == .removed && $0.path?.hasSuffix(".x.tmp-77") ?? false })
        #expect(try site.problems() == [])
        #expect(try site.bench.rollups() == site.expected)
    }

    /// A commit was decided and half carried out, and then its record was damaged.
    @Test func aCommitThatCannotBeCarriedOutIsBrokenOff() throws {
        let site = try DamageBench()
        let directory = site.bench.directory
        site.bench.sacct.records.append(PollSessionTests.job(50, user: "late"))
        var wasUnfinished = 0
        for number in 1...60 {
            let crashing = CrashingFileSystem(root: site.bench.root.path, failsAt: number)
            _ = try? site.bench.poll(files: crashing)
            let staged = try site.files.status(directory.stagingDirectory).map { _ in
                try site.files.list(directory.stagingDirectory)
            }
            guard let staged, !staged.isEmpty else { continue }
            wasUnfinished += 1
            try site.files.atomicWrite(directory.path(of: .commitRecord), [7])
            try site.repair()
            _ = try site.pollOn()
            #expect(try site.bench.totals(of: "late").jobs == 1, "after change \(number)")
            #expect(try site.bench.totals(of: "user1").jobs == 5, "after change \(number)")
            #expect(try site.bench.totals(of: "user1").measuredJobs == 4, "after change \(number)")
            try site.removeSetAside()
            #expect(try site.problems().filter { $0.subject != .health } == [])
            site.bench.clock.advance(seconds: 60)
        }
        #expect(wasUnfinished > 0)
    }

    @Test func whatIsLeftBesideTheSharedBoardsIsSaid() throws {
        let site = try DamageBench()
        let directory = site.bench.root.leaderboardsDirectory
        let names = [".alltime.json.tmp-77", "alltime.json.20261120T000000Z.bad"]
        for name in names { try site.files.writeNew(FilePath.join(directory, name), [1], durable: false) }
        let found = try site.problems()
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(Set(found.compactMap(\.path)) == Set(names.map { FilePath.join(directory, $0) }))
    }

    @Test func whoHoldsTheLockIsSaid() throws {
        let site = try DamageBench()
        let holder = LockHolder(host: "login7", pid: 42, started: PollBench.noon, program: "slurm-sb-tui")
        let found = try site.findings(holder: holder).filter { $0.subject == .lock }
        #expect(found.map(\.severity) == [.fine])
        #expect(found.first?.message.contains("process 42 on login7") ?? false)
    }

    @Test func aDeadHolderIsSaid() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .lock)
        let text = #"{"host":"login7","pid":42,"started":"2026-11-23T11:00:00Z","program":"x"}"#
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let found = try site.problems()
        #expect(found.map(\.subject) == [.lock])
        #expect(found.first?.message.contains("process 42 on login7") ?? false)
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try site.problems() == [], "what the lock's file says decides nothing")
        try site.bench.poll()
    }

    @Test func ageAndErrorsAreSaid() throws {
        let site = try DamageBench()
        site.bench.clock.advance(seconds: 3 * 86_400)
        #expect(Set(try site.problems().map(\.subject)) == [.cursor, .health])
        site.bench.sacct.failure = (
            site.bench.sacct.queries.count + 1,
            .failed(program: "sacct", status: .code(1), message: "Connection refused")
        )
        _ = try? site.bench.poll()
        try LogFile(site.bench.directory.path(of: .pollLog), files: site.files).write(
            LogEvent(
                time: site.bench.clock.now(), level: .error, cluster: "hammer", phase: .finish, message: "refused"))
        let found = try site.problems()
        #expect(found.contains { $0.subject == .health && $0.message.contains("Connection refused") })
        #expect(found.contains { $0.subject == .log && $0.message.contains("refused") })
        site.bench.clock.advance(seconds: 60)
        _ = try site.pollOn()
        #expect(try site.problems() == [])
    }

    @Test func rightsAreSaid() throws {
        let site = try DamageBench()
        let seen = site.bench.directory.seenDirectory
        #expect(chmod(seen, 0o700) == 0)
        #expect(try site.problems().map(\.path) == [seen])
        #expect(chmod(seen, 0o2775) == 0)
        let all = site.bench.directory.directories
        for path in all { #expect(chmod(path, 0o755) == 0) }
        let several = try #require(try site.problems().first)
        #expect(try site.problems().count == 1)
        #expect(all.prefix(3).allSatisfy { several.message.contains($0) })
        #expect(several.message.hasSuffix("and \(all.count - 3) more"))
        #expect(several.remedy?.hasSuffix("find '\(site.bench.directory.path)' -type d -exec chmod 2775 {} +") ?? false)
        for path in all { #expect(chmod(path, 0o2775) == 0) }
        let health = site.bench.directory.path(of: .health)
        #expect(chmod(health, 0o600) == 0)
        #expect(try site.problems().map(\.path) == [health])
        #expect(chmod(health, 0o644) == 0)
        #expect(try site.problems() == [])
        let closed = try site.findings(mayWrite: { $0 != seen }).filter { $0.severity > .fine }
        #expect(closed.map(\.path) == [seen])
        #expect(closed.first?.message.contains("you may not write") ?? false)
    }

    @Test func aClockThatIsBehindIsSaid() throws {
        let site = try DamageBench()
        let late = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - 3600)
        let found = try site.findings(machineTime: late).filter { $0.severity > .fine }
        #expect(found.map(\.subject) == [.clock])
    }

    @Test func anotherClustersDamageDoesNotStopAPoll() throws {
        let site = try DamageBench()
        let other = site.bench.root.cluster(try ClusterName("negishi"))
        try site.files.createDirectories(other.dailyRollupsDirectory)
        try site.files.createDirectories(other.leaderboardsDirectory)
        var user = UserStanding(user: "zoe")
        user.allTime[.jobs] = 1
        let standings = ClusterStandings(
            cluster: "negishi", asOf: PollBench.noon, today: PollBench.noon.day.adding(days: -1), users: [user])
        try site.files.atomicWrite(other.path(of: .standings), StandingsSidecar.encode([standings]))
        try site.files.atomicWrite(other.path(of: .dailyRollup(Self.month)), [1, 2, 3])
        try site.bench.poll()
        let path = site.bench.root.standings
        let merged = try StandingsSidecar.decode(site.files.read(path), path: path)
        #expect(merged.map(\.cluster) == ["hammer", "negishi"])
        #expect(merged.last == standings)
    }
}

extension DamageBench {
    /// Every file with its content and the time of its change.
    func contents() throws -> [String: String] {
        var contents: [String: String] = [:]
        for name in try bench.paths() {
            let status = try files.status(path(name))
            let bytes = (try? Data(contentsOf: URL(fileURLWithPath: path(name)))) ?? Data()
            contents[name] = "\(String(describing: status)) \(bytes.base64EncodedString())"
        }
        return contents
    }
}
