import ForwardingFileSystem
import Foundation
import Scoreboard
import Storage
import Testing

@testable import Poller

/// An archive, or the files of an archived month, that are not as they were written.
@Suite struct ArchiveDamageTests {
    private static func archived() throws -> ArchiveBench {
        let site = try ArchiveBench(keeping: 24)
        try site.poll()
        return site
    }

    @Test func aDamagedArchiveIsReadAgain() throws {
        let site = try Self.archived()
        let (totals, boards) = (try site.totals(), try site.derived())
        try site.damage(.rollupArchive)
        let path = site.directory.path(of: .rollupArchive)
        let found = try site.problems()
        #expect(found.map(\.path) == [path])
        #expect(found.first?.remedy?.contains("as far as the accounting still has their jobs") ?? false)
        let errors = try site.pollOn()
        #expect(errors.count == 1, "\(errors)")
        try site.poll()
        #expect(try site.totals() == totals)
        #expect(try site.archive.months.count == 20)
        #expect(try site.derived() == boards)
        #expect(try site.bench.paths().contains { $0.contains("archive.json.") && $0.hasSuffix(".bad") })
    }

    @Test func theDoctorRepairsADamagedArchive() throws {
        let site = try Self.archived()
        let totals = try site.totals()
        try site.damage(.rollupArchive)
        let actions = try DoctorRepair(root: site.bench.root, files: site.files, clock: site.bench.clock)
            .repair(site.directory)
        // From the first archived month to the last: also those between, of which nothing is known.
        #expect(actions.count { $0.kind == .reopened } == 58)
        #expect(try site.pollOn() == [])
        try site.poll()
        #expect(try site.totals() == totals)
    }

    /// What the accounting does not have any more is lost with the archive; nothing else is.
    @Test func whatTheAccountingHasPurgedIsLostWithTheArchiveAlone() throws {
        let site = try Self.archived()
        try site.damage(.rollupArchive)
        site.bench.sacct.records.removeFirst(5)
        _ = try site.pollOn()
        try site.poll()
        #expect(try site.totals().values.reduce(0) { $0 + $1.jobs } == 23)
        #expect(try site.archive.months.count == 15)
    }

    @Test(arguments: [ClusterFile.rollupArchive, .withheldArchive])
    func theTwoArchivesStandAndFallTogether(file: ClusterFile) throws {
        let site = try Self.archived()
        let totals = try site.totals()
        var archive = try site.archive
        archive.withhold { $0 == "user1" }
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        try commit.commit(archive.changes(asOf: PollBench.noon))
        try site.damage(file)
        #expect(try site.pollOn().count == 1)
        try site.poll()
        #expect(try site.totals() == totals)
        #expect(try site.files.status(site.directory.path(of: .withheldArchive)) == nil)
    }

    @Test func anArchiveWithoutItsTwinIsDamaged() throws {
        let site = try Self.archived()
        var archive = try site.archive
        archive.withhold { $0 == "user1" }
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        try commit.commit(archive.changes(asOf: PollBench.noon))
        try site.files.remove(site.directory.path(of: .withheldArchive))
        #expect(throws: DamagedFile.self) { try site.archive }
    }

    @Test func aMissingArchiveIsReadAgain() throws {
        let site = try ArchiveBench(keeping: 60)
        try site.poll()
        let totals = try site.totals()
        #expect(try site.archive.months.count == 8)
        try site.files.remove(site.directory.path(of: .rollupArchive))
        _ = try DoctorRepair(root: site.bench.root, files: site.files, clock: site.bench.clock).repair(site.directory)
        #expect(try site.pollOn() == [])
        try site.poll()
        #expect(try site.totals() == totals)
    }

    /// A rollup that somebody restored from a backup would count its jobs twice.
    @Test(arguments: [true, false]) func aRollupOfAnArchivedMonthIsMovedAside(isPacked: Bool) throws {
        let site = try ArchiveBench()
        try site.poll()
        let totals = try site.totals()
        let daily = RollupFile(ArchiveBench.january, in: site.directory, files: site.files)
        // It was sealed, and so packed.
        #expect(try daily.stored == .packedDailyRollup(ArchiveBench.january))
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        if !isPacked { try commit.commit(daily.writing(try #require(try daily.read()?.text()))) }
        let paths = [try daily.path, site.directory.path(of: .monthlyRollup(ArchiveBench.january))]
        let saved = try paths.map { try site.files.read($0) }
        site.bench.settings.retentionMonths = 24
        try site.poll()
        for (path, bytes) in zip(paths, saved) { try site.files.atomicWrite(path, bytes) }
        #expect(try Set(site.problems().filter { $0.subject == .months }.compactMap(\.path)) == Set(paths))
        #expect(try site.pollOn().count == 1)
        #expect(try paths.allSatisfy { try site.files.status($0) == nil })
        #expect(try site.totals() == totals)
    }

    /// Without its seen jobs a month cannot tell a new job from a counted one: it is sealed, and keeps its totals.
    @Test(arguments: [true, false]) func aMonthThatLostItsSeenJobsCountsNoMore(isRemoved: Bool) throws {
        let site = try Self.archived()
        let totals = try site.totals()
        let identities = ClusterFile.seenIdentities(ArchiveBench.january)
        if isRemoved {
            try site.files.remove(site.directory.path(of: identities))
        } else {
            try site.damage(identities)
        }
        #expect(try site.problems().contains { $0.path == site.directory.path(of: identities) })
        _ = try DoctorRepair(root: site.bench.root, files: site.files, clock: site.bench.clock).repair(site.directory)
        try site.forgetCursor()
        site.bench.sacct.records.append(
            PollSessionTests.job(7, user: "late", end: ArchiveBench.january.firstDay.start.seconds + 90_000))
        #expect(try site.pollOn() == [])
        try site.poll()
        #expect(try site.totals() == totals)
    }

    /// What is gone back to when an answer fails is as sealed as what it was copied from.
    @Test func aCopyOfASealedMonthIsSealed() throws {
        let site = try Self.archived()
        try site.files.remove(site.directory.path(of: .seenIdentities(ArchiveBench.january)))
        _ = try DoctorRepair(root: site.bench.root, files: site.files, clock: site.bench.clock).repair(site.directory)
        var seen = SeenMonths(directory: site.directory, files: site.files, falsePositiveRate: 0.0001)
        let (first, second) = (JobIdentity(jobID: 7, submitTime: 1), JobIdentity(jobID: 8, submitTime: 1))
        #expect(try !seen.insert(first, endingIn: ArchiveBench.january))
        var copy = seen.copied()
        #expect(try !copy.insert(second, endingIn: ArchiveBench.january))
        // A month that is as it was written takes new jobs.
        let next = ArchiveBench.january.adding(months: 3)
        #expect(try copy.insert(second, endingIn: next))
        #expect(try seen.insert(second, endingIn: next))
    }

    /// Its exact set is: one that an earlier release left is looked at while it is there, and dropped by the next poll.
    @Test func theFilterOfAnArchivedMonthIsNotKept() throws {
        let site = try Self.archived()
        let path = site.directory.path(of: .seenFilter(ArchiveBench.january))
        #expect(try site.files.status(path) == nil)
        #expect(try site.problems() == [])
        let identitiesPath = site.directory.path(of: .seenIdentities(ArchiveBench.january))
        let identities = try IdentitySetCodec.decode(site.files.read(identitiesPath))
        var seen = SeenJobs(identities: identities)
        let bytes = try #require(try seen.encodedFilter())
        try site.files.atomicWrite(path, bytes)
        #expect(try site.problems() == [])
        try site.files.atomicWrite(path, Array(bytes.dropLast()))
        #expect(try site.problems().map(\.path) == [path])
        _ = try DoctorRepair(root: site.bench.root, files: site.files, clock: site.bench.clock).repair(site.directory)
        #expect(try site.files.read(path) == bytes)
        try site.poll(rounds: 1)
        #expect(try site.files.status(path) == nil)
        // A late job makes none.
        site.bench.sacct.records.append(
            PollSessionTests.job(7, user: "late", end: ArchiveBench.january.firstDay.start.seconds + 90_000))
        try site.forgetCursor()
        #expect(try site.pollOn() == [])
        #expect(try site.totals()["late"]?.jobs == 1)
        #expect(try site.files.status(path) == nil)
    }

    @Test func anArchiveOfANewerVersionIsMovedAsideAndItsMonthsAreReadAgain() throws {
        let site = try Self.archived()
        let totals = try site.totals()
        let path = site.directory.path(of: .rollupArchive)
        let newer = ChecksummedJSON.encode(version: 99) { $0.member("cluster", "hammer") }
        try site.files.atomicWrite(path, newer)
        #expect(try site.problems().contains { $0.path == path && $0.message.contains("newer version") })
        #expect(try site.pollOn().count == 1)
        try site.poll()
        #expect(try site.totals() == totals)
        let aside = try #require(try site.bench.paths().first { $0.contains("archive.json.") && $0.hasSuffix(".bad") })
        #expect(try site.files.read(site.bench.root.path + "/" + aside) == newer)
    }
}
