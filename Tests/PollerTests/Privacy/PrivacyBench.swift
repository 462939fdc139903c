import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage

/// A polled cluster with homes, from which people can opt out, and a look at all that others may read of it.
final class PrivacyBench {
    let bench: PollBench
    let homes: String

    /// Eight people of three to ten jobs in three months, one of two jobs, and some with names that files escape.
    static let people = ["ann", "bob", "cy", "quendolyn", "zoë-q", "x/y", "dot.ted", "Gwen@SITE.EDU"]

    static func records() -> [FakeSacct.Record] {
        var records: [FakeSacct.Record] = []
        for (place, user) in people.enumerated() {
            for number in 0..<(3 + place) {
                records.append(
                    PollSessionTests.job(
                        UInt32(records.count + 1), user: user,
                        end: PollSessionTests.recent - Int64(number) * 500_000 - Int64(place) * 1000))
            }
        }
        for number in 0..<2 {
            records.append(
                PollSessionTests.job(
                    UInt32(records.count + 1), user: "fewjobs",
                    end: PollSessionTests.recent - Int64(number) * 3_000_000,
                    elapsed: 90_000))
        }
        return records
    }

    init(_ records: [FakeSacct.Record] = records(), minimumJobs: Int = 3) throws {
        bench = try PollBench(records, backfillStart: Day(year: 2026, month: 9, day: 1)!)
        homes = bench.root.path + "-homes"
        bench.settings.publication = PublicationRules(minimumJobs: minimumJobs, homeRoot: homes)
        for user in ["ann", "bob", "cy", "quendolyn", "zoë-q", "gwen", "fewjobs"] {
            try FileManager.default.createDirectory(atPath: "\(homes)/\(user)", withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: homes)
    }

    var root: DataRoot { bench.root }
    var files: UnsyncedFileSystem { UnsyncedFileSystem(root: root.path) }

    func poll(files: (any FileSystem)? = nil) throws {
        for _ in 0..<100 where try bench.poll(files: files ?? self.files).isCaughtUp { return }
    }

    /// Polls another cluster into the same root.
    func poll(_ cluster: String, _ records: [FakeSacct.Record]) throws {
        let (own, ownRecords) = (bench.settings.cluster, bench.sacct.records)
        bench.settings.cluster = try ClusterName(cluster)
        bench.sacct.clusters.append(cluster)
        bench.sacct.records = records
        defer {
            bench.settings.cluster = own
            bench.sacct.records = ownRecords
        }
        try poll()
    }

    // MARK: - Opting out

    func optOut(home user: String) throws {
        try Data().write(to: URL(fileURLWithPath: "\(homes)/\(user)/.slurm_scoreboard_optout"))
    }

    func optIn(home user: String) throws {
        try FileManager.default.removeItem(atPath: "\(homes)/\(user)/.slurm_scoreboard_optout")
    }

    func list(_ text: String) throws {
        try files.createDirectories(root.configDirectory)
        try files.atomicWrite(root.optOutList, Array(text.utf8), isPrivate: true)
    }

    // MARK: - What others see

    /// The files that others may read and that hold one of these texts, in any case, in their content or their path.
    func leaks(of texts: [String], butIn isExempt: (String) -> Bool = { _ in false }) throws -> [String] {
        let wanted = texts.map { Array($0.lowercased().utf8) }
        return try bench.paths().filter { name in
            var status = stat()
            guard !isExempt(name), lstat(root.path + "/" + name, &status) == 0 else { return false }
            var text = Array(name.lowercased().utf8)
            if status.st_mode & S_IFMT == S_IFREG {
                guard status.st_mode & 0o004 != 0 else { return false }
                text.append(0)
                // A byte at a time: the file may be no text.
                let bytes = try files.read(root.path + "/" + name)
                for byte in name.hasSuffix(".gz") ? try InflateStream.expand(bytes, path: name) : bytes {
                    text.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                }
            }
            return wanted.contains { text.firstRange(of: $0) != nil }
        }
    }

    struct Row: Equatable {
        var rank: Int
        var user: String
        var jobs: Int
    }

    /// A published board, by its path below the root.
    func board(_ path: String = "leaderboards/alltime.json") throws -> [Row] {
        let tree = try JSONSerialization.jsonObject(with: Data(files.read(root.path + "/" + path))) as? [String: Any]
        return try (tree?["rows"] as? [[String: Any]] ?? []).map { row in
            guard let rank = row["rank"] as? Int, let user = row["user"] as? String, let jobs = row["jobs"] as? Int
            else { throw CocoaError(.coderInvalidValue) }
            return Row(rank: rank, user: user, jobs: jobs)
        }
    }

    /// What is published and counted, byte by byte: all but who was found, and what tells of the polls themselves.
    func contents() throws -> [String: Data] {
        let reports = ["health.json", "rate.json", "commit.json", "optouts.json", "lock.pid", ".lock", "optout.txt"]
        var contents: [String: Data] = [:]
        for name in try bench.paths() where !reports.contains(FilePath.name(of: name)) && !name.contains("/log/") {
            contents[name] = FileManager.default.contents(atPath: root.path + "/" + name)
        }
        return contents
    }

    /// The rows of everybody, wherever they stand.
    func rollups() throws -> [Month: DailyRollup] {
        var rollups: [Month: DailyRollup] = [:]
        for month in try bench.directory.knownMonths(in: files) {
            var rollup = try RollupFiles.daily(of: month, directory: bench.directory, files: files)
            if let withheld = try RollupFiles.withheld(of: month, directory: bench.directory, files: files) {
                rollup?.add(withheld)
            }
            rollups[month] = rollup
        }
        return rollups
    }

    func problems(files: (any FileSystem)? = nil) throws -> [Finding] {
        try Doctor(
            root: root, files: files ?? self.files, clock: bench.clock,
            surroundings: Surroundings(
                machineTime: Timestamp(seconds: Int64(Date().timeIntervalSince1970)), mayWrite: { _ in true },
                lockHolder: { _ in nil })
        ).examine(try root.clusters(in: self.files)).filter { $0.severity > .fine }
    }
}
