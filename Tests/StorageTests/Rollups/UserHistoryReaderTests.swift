import Foundation
import Scoreboard
import Storage
import Testing

/// One user's months and days from the files of two clusters.
@Suite struct UserHistoryReaderTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }
    private let today = Day(year: 2026, month: 11, day: 23)!

    private var files: PosixFileSystem { PosixFileSystem(root: directory.path) }
    private var root: DataRoot { DataRoot(path: directory.path) }

    private func totals(jobs: Int64) -> UserTotals {
        var totals = UserTotals()
        totals.jobs = jobs
        return totals
    }

    private func cluster(_ name: String) throws -> ClusterDirectory {
        let cluster = root.cluster(try ClusterName(name))
        for path in cluster.directories { try files.createDirectories(path) }
        return cluster
    }

    private func write(_ days: [Day: [String: UserTotals]], of month: Month, _ cluster: ClusterDirectory) throws {
        let bytes = DailyRollupCodec.encode(
            DailyRollup(month: month, days: days), cluster: cluster.name, asOf: Timestamp(seconds: 0))
        try files.atomicWrite(cluster.path(of: .dailyRollup(month)), bytes)
    }

    private func write(_ users: [String: UserTotals], of month: Month, _ cluster: ClusterDirectory) throws {
        let bytes = MonthlyRollupCodec.encode(
            users, cluster: cluster.name, month: month, asOf: Timestamp(seconds: 0))
        try files.atomicWrite(cluster.path(of: .monthlyRollup(month)), bytes)
    }

    @Test func daysMonthsAndAllTime() throws {
        let bell = try cluster("bell")
        let others = ["alex": totals(jobs: 1000), "bob": totals(jobs: 1000)]
        func day(_ jobs: Int64) -> [String: UserTotals] { others.merging(["alice": totals(jobs: jobs)]) { $1 } }
        try write(
            [today: day(3), today.adding(days: -1): day(4), today.adding(days: -2): others], of: today.month, bell)
        // 2025-11-18 is 370 days before: the first of the strip. The month's total has the days before it too.
        let early = Month(year: 2025, month: 11)
        try write([early.firstDay: day(10), Day(year: 2025, month: 11, day: 18)!: day(20)], of: early, bell)
        // Older months are read from their totals; 24 months end with the present one.
        try write(day(7), of: Month(year: 2024, month: 12), bell)
        try write(day(9), of: Month(year: 2024, month: 11), bell)
        let file = UserFile(
            username: "alice",
            clusters: [bell.name: UserFile.ClusterTotals(asOf: Timestamp(seconds: 0), totals: totals(jobs: 99))])
        try files.atomicWrite(bell.path(of: .user("alice")), UserFileCodec.encode(file))
        let hammer = try cluster("hammer")
        try write([today: day(100)], of: today.month, hammer)

        let history = UserHistoryReader(root: root, files: files).read(
            user: "alice", clusters: ["bell", "hammer"], today: today)
        #expect(history.problems == [])
        let days = history.days(of: "bell").mapValues(\.jobs)
        #expect(days == [today: 3, today.adding(days: -1): 4, Day(year: 2025, month: 11, day: 18)!: 20])
        let months = history.months(endingWith: today.month, of: "bell")
        #expect(months.count == 24 && months.first?.month == Month(year: 2024, month: 12))
        #expect(months.filter { $0.totals.jobs > 0 }.map(\.totals.jobs) == [7, 30, 7])
        #expect(history.days(of: nil)[today]?.jobs == 103)
        // Of bell the user file knows all time; hammer has none, and the months stand in for it.
        #expect(history.totals(of: "bell").jobs == 99 && history.totals(of: nil).jobs == 199)
        #expect(history.knowsAllTime(of: "bell") && !history.knowsAllTime(of: nil))
    }

    /// Of archived months only the sums are left: they count in the totals of all time, and in no month.
    @Test func archivedMonthsAreInTheTotalsAlone() throws {
        let bell = try cluster("bell")
        try write([today: ["alice": totals(jobs: 5)]], of: today.month, bell)
        let archived = Month(year: 2026, month: 9)
        let archive = ArchivedTotals(months: [archived: 40], users: ["alice": totals(jobs: 40)])
        try files.atomicWrite(
            bell.path(of: .rollupArchive),
            ArchivedTotalsCodec.encode(archive, cluster: bell.name, asOf: Timestamp(seconds: 0)))
        let file = UserFile(
            username: "alice",
            clusters: [bell.name: UserFile.ClusterTotals(asOf: Timestamp(seconds: 0), totals: totals(jobs: 45))])
        try files.atomicWrite(bell.path(of: .user("alice")), UserFileCodec.encode(file))
        let history = UserHistoryReader(root: root, files: files).read(user: "alice", clusters: ["bell"], today: today)
        #expect(history.problems == [] && history.totals(of: nil).jobs == 45)
        #expect(history.parts.first?.months.mapValues(\.jobs) == [today.month: 5])
    }

    /// Whoever opted out has a line in no file that others read, and no file: nothing is known, and nothing is wrong.
    @Test func ofWhoOptedOutNothingIsKnown() throws {
        let bell = try cluster("bell")
        try write([today: ["bob": totals(jobs: 5)]], of: today.month, bell)
        let history = UserHistoryReader(root: root, files: files).read(user: "alice", clusters: ["bell"], today: today)
        #expect(history.problems == [] && history.totals(of: nil).jobs == 0 && history.days(of: nil).isEmpty)
    }

    @Test func whatCannotBeReadIsSaid() throws {
        let bell = try cluster("bell")
        try write([today: ["alice": totals(jobs: 5)]], of: today.month, bell)
        let earlier = today.month.previous
        try write([earlier.firstDay: ["alice": totals(jobs: 6)]], of: earlier, bell)
        try write(["alice": totals(jobs: 6)], of: earlier, bell)
        let damaged = bell.path(of: .dailyRollup(earlier))
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: damaged))
        let history = UserHistoryReader(root: root, files: files).read(
            user: "alice", clusters: ["bell", "no/cluster"], today: today)
        #expect(history.problems.count == 2)
        #expect(history.problems.first?.contains(damaged) == true)
        // The month's total is whole, though its days are not.
        #expect(history.months(endingWith: today.month, of: nil).suffix(2).map(\.totals.jobs) == [6, 5])
    }

    /// A packed month is read as a plain one, and said when it is damaged.
    @Test func packedMonthsAreRead() throws {
        let bell = try cluster("bell")
        let earlier = today.month.previous
        try write([today: ["alice": totals(jobs: 5)]], of: today.month, bell)
        try write([earlier.firstDay: ["alice": totals(jobs: 6), "bob": totals(jobs: 7)]], of: earlier, bell)
        func read() -> UserHistory {
            UserHistoryReader(root: root, files: files).read(user: "alice", clusters: ["bell"], today: today)
        }
        let plain = read()
        #expect(plain.days(of: "bell").mapValues(\.jobs) == [today: 5, earlier.firstDay: 6])
        var commit = SliceCommit(cluster: bell, files: files)
        try commit.commit(RollupFile(earlier, in: bell, files: files).packing())
        #expect(read() == plain)
        let path = bell.path(of: .packedDailyRollup(earlier))
        try files.atomicWrite(path, Array(files.read(path).dropLast()))
        #expect(read().problems.count == 1 && read().problems.first?.contains(path) == true)
    }

    /// Reading one user's lines gives what reading all of them gives of that user.
    @Test func oneUserIsTheSameAloneAndAmongAll() throws {
        let bell = try cluster("bell")
        let users = ["": totals(jobs: 1), "alice": totals(jobs: 2), "bob": totals(jobs: 3)]
        let month = today.month
        try write([today: users], of: month, bell)
        try write(users, of: month, bell)
        let daily = try files.read(bell.path(of: .dailyRollup(month)))
        let monthly = try files.read(bell.path(of: .monthlyRollup(month)))
        for (name, expected) in users {
            let days = try DailyRollupCodec.decode(daily, path: "", cluster: bell.name, month: month, user: name)
            #expect(days.rollup.days == [today: [name: expected]])
            let whole = try MonthlyRollupCodec.decode(monthly, path: "", cluster: bell.name, month: month, user: name)
            #expect(whole.users == [name: expected])
        }
    }
}
