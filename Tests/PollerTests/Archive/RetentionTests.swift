import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Months whose rollups are removed, and that nobody sees it.
@Suite struct RetentionTests {
    static let present = Month("2026-11")!

    @Test(arguments: [
        // The fewest that can be kept are 24.
        (36, "2023-10"), (24, "2024-10"), (13, "2024-10"), (1, "2024-10"), (60, "2021-10"), (0, nil),
    ])
    func monthsAreDueThatAreOlderThanWhatIsKept(months: Int, last: String?) {
        let known = (0..<83).map { ArchiveBench.january.adding(months: $0) }
        let due = Retention.due(known.reversed(), present: Self.present, keeping: months) { _ in true }
        #expect(due.last == last.flatMap { Month($0) })
        #expect(due.first == (last == nil ? nil : ArchiveBench.january))
        #expect(due == known.filter { month in due.last.map { month <= $0 } ?? false })
    }

    @Test func monthsThatAreNotWhollyReadAreNotDue() {
        let months = ["2020-01", "2020-02", "2020-03"].map { Month($0)! }
        let due = Retention.due(months, present: Self.present, keeping: 36) { $0 != months[1] }
        #expect(due == [months[0], months[2]])
    }

    /// The days that a board needs lie in months that are kept, whatever the day.
    @Test func noBoardHasDaysOfAMonthThatMayBeArchived() {
        let first = Day(year: 2023, month: 1, day: 1)!
        for today in (0..<3000).map({ first.adding(days: $0) }) {
            let oldest = StandingsBuilder(today: today).dailyMonths.lowerBound
            #expect(oldest >= today.month.adding(months: -Retention.minimumMonths), "\(today)")
        }
    }

    @Test func boardsAndUserFilesAreTheSameBeforeAndAfter() throws {
        let site = try ArchiveBench()
        try site.poll()
        let (before, totals) = (try site.derived(), try site.totals())
        // Boards, sidecars, what was written last of these, and files of users.
        #expect(before.count == 3 * 2 + 2 + 2 + 3)
        #expect(totals.values.reduce(0) { $0 + $1.jobs } == 28)
        site.bench.settings.retentionMonths = 24
        try site.poll()
        // 2024-11 is the first month that is kept: the twentieth job's is 2024-10.
        #expect(
            try site.archive.months.map(\.description)
                == (0..<20).map { "\(ArchiveBench.january.adding(months: $0 * 3))" })
        #expect(try site.bench.rollups().count == 8)
        #expect(try site.bench.paths().filter { $0.contains("agg/rollups/") && $0.hasSuffix(".json") }.count == 17)
        #expect(try site.derived() == before)
        #expect(try site.totals() == totals)
        try BoardPublisher(
            root: site.bench.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication
        ).rebuild()
        #expect(try site.derived() == before)
        #expect(try site.problems() == [])
    }

    @Test func anArchivedMonthIsReadAgainWithoutBeingCountedAgain() throws {
        let site = try ArchiveBench(keeping: 36)
        try site.poll()
        let (totals, archive) = (try site.totals(), try site.archive.shown)
        try site.forgetCursor()
        try site.poll()
        #expect(try site.totals() == totals)
        #expect(try site.archive.shown == archive)
        #expect(try site.problems() == [])
    }

    @Test func aJobThatComesLateIsAddedToTheArchive() throws {
        let site = try ArchiveBench(keeping: 36)
        try site.poll()
        let before = try site.archive
        let end = ArchiveBench.january.firstDay.start.seconds + 1_000_000
        site.bench.sacct.records.append(PollSessionTests.job(7, user: "late", end: end, elapsed: 100))
        try site.forgetCursor()
        try site.poll()
        let after = try site.archive
        #expect(before.jobCount(of: ArchiveBench.january) == 1)
        #expect(after.jobCount(of: ArchiveBench.january) == 2)
        #expect(after.months == before.months)
        let late = try #require(after.shown.users["late"])
        #expect(late.jobs == 1)
        #expect(late.coreSeconds == 400)
        // What its steps measured too, which came in a second answer.
        #expect(late.maxRSSBytes == 2_048_000)
        #expect(late.measuredJobs == 1)
        #expect(try site.problems() == [])
        #expect(try site.derived().keys.contains { $0.hasSuffix("users/late.json") })
        try site.forgetCursor()
        try site.poll()
        #expect(try site.archive.shown == after.shown)
    }

    @Test func keepingMoreMonthsLaterBreaksNothing() throws {
        let site = try ArchiveBench(keeping: 24)
        try site.poll()
        let (totals, archive) = (try site.totals(), try site.archive.shown)
        for months in [60, 0] {
            site.bench.settings.retentionMonths = months
            try site.poll()
            #expect(try site.archive.shown == archive)
            #expect(try site.totals() == totals)
            #expect(try site.problems() == [])
        }
    }

    @Test func aStepArchivesAFewMonths() throws {
        let site = try ArchiveBench()
        try site.poll()
        site.bench.settings.retentionMonths = 24
        for expected in [6, 12, 18, 20, 20] {
            try site.bench.poll(files: site.files)
            #expect(try site.archive.months.count == expected)
        }
    }

    @Test func monthsWithADamagedFileAreNotArchived() throws {
        let site = try ArchiveBench()
        try site.poll()
        let totals = try site.totals()
        site.bench.settings.retentionMonths = 24
        try site.damage(.seenIdentities(ArchiveBench.january))
        #expect(throws: PollError.self) { try site.bench.poll(files: site.files) }
        #expect(try site.archive.months == [])
        try site.poll()
        #expect(try site.totals() == totals)
        #expect(try site.archive.months.count == 20)
    }

    @Test func peopleMoveBetweenWhatIsShownAndWhatIsNot() throws {
        let site = try ArchiveBench(keeping: 24)
        try site.poll()
        let totals = try site.totals()
        let shown = try site.archive.shown
        var archive = try site.archive
        archive.withhold { $0 == "user1" }
        #expect(archive.shown.users.keys.sorted() == ["user0", "user2"])
        #expect(archive.withheld.users == ["user1": shown.users["user1"]!])
        #expect(archive.withheld.months == [:])
        var commit = SliceCommit(cluster: site.directory, files: site.files)
        try commit.commit(archive.changes(asOf: PollBench.noon))
        #expect(try site.totals() == totals)
        #expect(try site.files.status(site.directory.path(of: .withheldArchive)) != nil)
        archive = try site.archive
        archive.withhold { _ in false }
        try commit.commit(archive.changes(asOf: PollBench.noon))
        #expect(try site.archive.shown == shown)
        #expect(try site.archive.withheld == ArchivedTotals())
    }

    @Test func withheldTotalsOfAMonthGoIntoTheirOwnArchive() throws {
        let site = try ArchiveBench([])
        var one = UserTotals()
        one.jobs = 3
        var two = UserTotals()
        two.jobs = 4
        var archive = try site.archive
        archive.add(["alice": one], withheld: ["bob": two], of: ArchiveBench.january)
        #expect(archive.jobCount(of: ArchiveBench.january) == 7)
        #expect(archive.shown.users == ["alice": one])
        #expect(archive.withheld.users == ["bob": two])
        #expect(
            archive.changes(asOf: PollBench.noon).map(\.path) == [
                "agg/rollups/archive.json", "state/withheld/archive.json",
            ])
    }
}
