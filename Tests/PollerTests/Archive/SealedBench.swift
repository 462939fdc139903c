import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage

/// A cluster with jobs in each month from August to November 2026, of which August and September are sealed.
struct SealedBench {
    static let august = Month("2026-08")!
    static let october = Month("2026-10")!
    /// On the 5th and the 9th of each month, alternately of two users.
    static let records = (0..<4).flatMap { number in
        [4, 8].map { day in
            let end = august.adding(months: number).firstDay.adding(days: day).start.seconds + 40_000
            return PollSessionTests.job(UInt32(100 + number * 10 + day), user: day == 4 ? "ann" : "bob", end: end)
        }
    }
    /// A job of August that the accounting learns of late.
    static let lateRow = """
        JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End
        9|late|COMPLETED|100|4|1785900000|1785900000|1785900100

        """

    let bench: PollBench

    init() throws {
        bench = try PollBench(SealedBench.records, backfillStart: SealedBench.august.firstDay)
        try bench.rounds { $0.seals.sealed.last?.upperBound == SealedBench.october && $0.seals.verification == nil }
    }

    init(_ bench: PollBench) {
        self.bench = bench
    }

    var files: UnsyncedFileSystem { UnsyncedFileSystem(root: bench.root.path) }
    var directory: ClusterDirectory { bench.directory }

    /// The names of the daily rollups.
    func rollupNames() throws -> [String] {
        try files.list(directory.dailyRollupsDirectory)
    }

    /// The months that have a filter of seen jobs, and those that have an exact set.
    func seenMonths() throws -> (filters: [String], sets: [String]) {
        let names = try files.list(directory.seenDirectory)
        func stems(_ ending: String) -> [String] {
            names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
        }
        return (stems(".bloom"), stems(".ids"))
    }

    /// Takes rows in as from a file.
    func ingest(_ rows: String, files: (any FileSystem)? = nil) throws {
        _ = try IngestSession(
            root: bench.root, cluster: bench.settings.cluster, rules: ReductionRules(), files: files ?? self.files,
            clock: bench.clock, publication: bench.settings.publication
        ).run([IngestInput(name: "rows", bytes: Array(rows.utf8))])
    }

    /// What everybody has, by user.
    func jobs() throws -> [String: Int64] {
        try bench.rollups().values.reduce(into: [:]) { sums, rollup in
            for (user, totals) in rollup.totals() { sums[user, default: 0] += totals.jobs }
        }
    }

    /// The published board of all time: jobs by user.
    func board() throws -> [String: Int64] {
        let path = bench.root.standings
        let users = try StandingsSidecar.decode(files.read(path), path: path).mergedUsers
        return Dictionary(uniqueKeysWithValues: users.map { ($0.user, Int64($0.allTime[.jobs])) })
    }

    func problems() throws -> [String] {
        try ArchiveBench(bench).problems().map { "\($0.path ?? ""): \($0.message)" }
    }
}
