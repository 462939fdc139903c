import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Months whose rollups are packed, and what happens to them later.
@Suite struct RollupPackingTests {
    private static let packed = ["2026-08.json.gz", "2026-09.json.gz", "2026-10.json", "2026-11.json"]
    private static let packedFile = ClusterFile.packedDailyRollup(SealedBench.august)

    @Test func sealedMonthsArePacked() throws {
        let site = try SealedBench()
        #expect(try site.rollupNames() == Self.packed)
        #expect(try site.jobs() == ["ann": 4, "bob": 4])
        #expect(try site.board() == ["ann": 4, "bob": 4])
        #expect(try site.seenMonths().filters == ["2026-10", "2026-11"])
        #expect(try site.seenMonths().sets == ["2026-08", "2026-09", "2026-10", "2026-11"])
        #expect(try site.problems() == [])
        // The boards that are summed from packed months are those of plain ones, byte for byte.
        let before = try ArchiveBench(site.bench).derived()
        for month in [SealedBench.august, SealedBench.august.next] {
            let file = RollupFile(month, in: site.directory, files: site.files)
            var commit = SliceCommit(cluster: site.directory, files: site.files)
            try commit.commit(file.writing(try #require(try file.read()?.text())))
        }
        #expect(try site.rollupNames().filter { $0.hasSuffix(".gz") } == [])
        var actions: [RepairAction] = []
        try BoardPublisher(
            root: site.bench.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication
        ) { actions.append($0) }.rebuild()
        #expect(try ArchiveBench(site.bench).derived() == before)
        #expect(actions == [])
        // The next poll packs them again.
        try site.bench.poll(files: site.files)
        #expect(try site.rollupNames() == Self.packed)
    }

    /// No more months than some at a time, the oldest first.
    @Test func manyMonthsArePackedStepByStep() throws {
        let site = ArchiveBench(try PollBench([]))
        try site.directory.prepare(in: site.files)
        let months = (0..<15).map { Month("2025-01")!.adding(months: $0) }
        for month in months {
            let bytes = DailyRollupCodec.encode(
                DailyRollup(month: month), cluster: site.directory.name, asOf: PollBench.noon)
            try site.files.atomicWrite(site.directory.path(of: .dailyRollup(month)), bytes)
        }
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        let seals = MonthSeals(sealed: [months[0]..<months[13]])
        var packed: [[Month]] = []
        for _ in 0..<4 {
            packed.append(
                try RollupPacking.step(in: site.directory, files: site.files, sealed: seals, committing: &commit))
        }
        #expect(packed == [Array(months[..<6]), Array(months[6..<12]), [months[12]], []])
        let left = try RollupFile.months(in: site.directory, files: site.files)
        #expect(left.plain == Array(months[13...]) && left.packed == Array(months[..<13]))
    }

    @Test func aLateJobOfAPackedMonthCounts() throws {
        let site = try SealedBench()
        try site.ingest(SealedBench.lateRow)
        #expect(try site.rollupNames() == ["2026-08.json"] + Self.packed.dropFirst())
        #expect(try site.jobs() == ["ann": 4, "bob": 4, "late": 1])
        #expect(try site.board() == ["ann": 4, "bob": 4, "late": 1])
        // The filter is there again, as it had been made of the three jobs one by one.
        #expect(try site.seenMonths().filters == ["2026-08", "2026-10", "2026-11"])
        var seen = SeenJobs()
        for record in SealedBench.records.prefix(2) {
            _ = try seen.insert(JobIdentity(jobID: record.jobID, submitTime: UInt32(record.submit)))
        }
        _ = try seen.insert(JobIdentity(jobID: 9, submitTime: 1_785_900_000))
        #expect(try site.files.read(site.directory.path(of: .seenFilter(SealedBench.august))) == seen.encodedFilter())
        #expect(try site.problems() == [])
        // Once more it is known, and changes nothing.
        try site.ingest(SealedBench.lateRow)
        #expect(try site.jobs()["late"] == 1)
        try site.bench.poll(files: site.files)
        #expect(try site.rollupNames() == Self.packed && site.seenMonths().filters == ["2026-10", "2026-11"])
        // A third time it is told from a new one by the exact set alone.
        try site.ingest(SealedBench.lateRow)
        #expect(try site.rollupNames() == Self.packed && site.jobs() == ["ann": 4, "bob": 4, "late": 1])
        #expect(try site.problems() == [])
    }

    /// A month that is read again from the beginning, while it is packed.
    @Test func aBackfillOfPackedMonthsFindsNothingNew() throws {
        let site = try SealedBench()
        let rollups = try site.bench.rollups()
        let round = try site.bench.session(files: site.files)
            .backfill(SealedBench.august.firstDay..<SealedBench.october.firstDay)
        #expect(round.counts.jobs == 4 && round.counts.newJobs == 0)
        #expect(try site.bench.rollups() == rollups)
        #expect(try site.problems() == [])
    }

    @Test func whoOptsOutIsInNoPackedMonth() throws {
        let site = try SealedBench()
        let before = try site.bench.rollups()
        func names() throws -> Set<String> { Set(try site.bench.rollups().values.flatMap(\.users)) }
        #expect(try names() == ["ann", "bob"])
        try site.files.createDirectories(site.bench.root.configDirectory)
        try site.files.atomicWrite(site.bench.root.optOutList, Array("bob\n".utf8), isPrivate: true)
        // The first poll moves the rows, the next one packs.
        for _ in 0..<2 {
            try site.bench.poll(files: site.files)
            #expect(try names() == ["ann"] && site.board() == ["ann": 4])
        }
        #expect(try site.rollupNames() == Self.packed)
        #expect(try site.problems() == [])
        try site.files.atomicWrite(site.bench.root.optOutList, [], isPrivate: true)
        for _ in 0..<2 { try site.bench.poll(files: site.files) }
        #expect(try site.rollupNames() == Self.packed)
        #expect(try site.bench.rollups() == before && site.board() == ["ann": 4, "bob": 4])
    }

    /// As any damaged file: told, moved aside, and its month read again.
    @Test(arguments: [true, false]) func aDamagedPackedMonthIsReadAgain(byDoctor: Bool) throws {
        let site = try SealedBench()
        let rollups = try site.bench.rollups()
        let path = site.directory.path(of: Self.packedFile)
        try site.files.atomicWrite(path, Array(site.files.read(path).dropLast(9)))
        #expect(try site.problems().contains { $0.hasPrefix(path + ": ") })
        if byDoctor {
            let (bench, files) = (site.bench, site.files)
            let actions = try DoctorRepair(
                root: bench.root, files: files, clock: bench.clock, rules: bench.settings.publication
            ).repair(site.directory)
            #expect(actions.contains { $0.kind == .setAside && $0.path?.hasPrefix(path + ".2026") ?? false })
            #expect(actions.contains { $0.kind == .reopened })
        } else {
            // The polls read it when something is to be added.
            #expect(throws: PollError.self) { try site.ingest(SealedBench.lateRow) }
        }
        #expect(try site.rollupNames().contains { $0.hasPrefix("2026-08.json.gz.2026") && $0.hasSuffix(".bad") })
        _ = try ArchiveBench(site.bench).pollOn()
        try site.bench.rounds { $0.seals.contains(SealedBench.august) && $0.seals.verification == nil }
        #expect(try site.bench.rollups() == rollups && site.board() == ["ann": 4, "bob": 4])
        #expect(try site.rollupNames().filter { !$0.hasSuffix(".bad") } == Self.packed)
    }

    /// A plain rollup of a sealed month that is damaged is not packed, but read again.
    @Test func aDamagedPlainMonthIsNotPacked() throws {
        let site = try SealedBench()
        let rollups = try site.bench.rollups()
        try site.ingest(SealedBench.lateRow)
        let path = site.directory.path(of: .dailyRollup(SealedBench.august))
        try site.files.atomicWrite(path, site.files.read(path).map { $0 == 0x39 ? 0x38 : $0 })
        #expect(throws: PollError.self) { try site.bench.poll(files: site.files) }
        #expect(try site.rollupNames().contains { $0.hasPrefix("2026-08.json.2026") && $0.hasSuffix(".bad") })
        _ = try ArchiveBench(site.bench).pollOn()
        #expect(try site.bench.rollups() == rollups, "the late row is of a file")
    }

    /// Both forms of a month, as by hand: the plain one counts, and the other goes.
    @Test func ofBothFormsThePackedOneGoes() throws {
        let site = try SealedBench()
        let path = site.directory.path(of: Self.packedFile)
        let old = try site.files.read(path)
        try site.ingest(SealedBench.lateRow)
        try site.files.atomicWrite(path, old)
        #expect(try site.jobs()["late"] == 1)
        #expect(try site.problems() == [])
        try site.bench.poll(files: site.files)
        #expect(try site.rollupNames() == Self.packed)
        #expect(try site.jobs() == ["ann": 4, "bob": 4, "late": 1])
        // Also of a month that is not sealed.
        let other = site.directory.path(of: .packedDailyRollup(SealedBench.october))
        try site.files.atomicWrite(other, old)
        try site.bench.poll(files: site.files)
        #expect(try site.rollupNames() == Self.packed)
        #expect(try site.problems() == [])
    }

    /// As an earlier release left them: they are dropped, but not where the exact set is gone.
    @Test func filtersOfPackedMonthsAreDropped() throws {
        let site = try SealedBench()
        let october = try site.files.read(site.directory.path(of: .seenFilter(SealedBench.october)))
        for month in [SealedBench.august, SealedBench.august.next] {
            try site.files.atomicWrite(site.directory.path(of: .seenFilter(month)), october)
        }
        // That of another month is found while it is there.
        #expect(try site.problems().count == 2)
        try site.files.remove(site.directory.path(of: .seenIdentities(SealedBench.august.next)))
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        let seals = try site.bench.cursor().seals
        _ = try RollupPacking.step(in: site.directory, files: site.files, sealed: seals, committing: &commit)
        #expect(try site.seenMonths().filters == ["2026-09", "2026-10", "2026-11"])
        #expect(try site.problems().contains { $0.contains("2026-09.ids: it is missing") })
        #expect(try !site.problems().contains { $0.contains("2026-08") })
    }

    /// A filter can be missing where it is not kept; the exact set cannot.
    @Test func aDamagedExactSetOfAPackedMonthIsTold() throws {
        let site = try SealedBench()
        let rollups = try site.bench.rollups()
        let path = site.directory.path(of: .seenIdentities(SealedBench.august))
        for damaged in [Array(try site.files.read(path).dropLast()), nil] {
            if let damaged { try site.files.atomicWrite(path, damaged) } else { try site.files.remove(path) }
            #expect(try site.problems().contains { $0.hasPrefix(path + ": ") })
            #expect(throws: PollError.self) { try site.ingest(SealedBench.lateRow) }
            _ = try ArchiveBench(site.bench).pollOn()
            #expect(try site.bench.rollups() == rollups && site.board() == ["ann": 4, "bob": 4])
            try site.bench.rounds { $0.seals.contains(SealedBench.august) && $0.seals.verification == nil }
            #expect(try site.rollupNames().filter { !$0.hasSuffix(".bad") } == Self.packed)
        }
    }

    @Test func packedMonthsAreArchived() throws {
        let site = ArchiveBench(
            try PollBench(RetentionCrashTests.records, backfillStart: RetentionCrashTests.july.firstDay))
        site.bench.settings.retentionMonths = 0
        try site.bench.rounds { $0.seals.contains(Month("2024-12")!) && $0.seals.verification == nil }
        try site.bench.poll(files: site.files)
        let expected = try site.totals()
        #expect(try RollupFile.months(in: site.directory, files: site.files).plain == [])
        site.bench.settings.retentionMonths = 24
        try site.bench.poll(files: site.files)
        #expect(try site.archive.months.map(\.description) == ["2024-07", "2024-08", "2024-09"])
        #expect(try RollupFile.months(in: site.directory, files: site.files).packed == [Month("2024-12")!])
        #expect(try site.totals() == expected)
        let sealed = try SealedBench(site.bench).seenMonths()
        #expect(sealed.filters == [] && sealed.sets == ["2024-07", "2024-08", "2024-09", "2024-12"])
        #expect(try site.problems().map(\.message) == [])
    }
}
