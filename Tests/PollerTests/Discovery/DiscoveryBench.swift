import Poller
import Sacct
import Scoreboard
import Storage

/// A polled cluster, and homes.
final class DiscoveryBench {
    let bench: PollBench
    var rules = DiscoveryRules()
    var homes: [String: FileStatus] = ["/home": HomesFileSystem.directory(owner: 0)]
    /// What this host knows.
    var accounts: [String: UInt32] = [:]
    private(set) var events: [LogEvent] = []

    var sacct: FakeSacct { bench.sacct }
    /// The lists of users that sacct was asked for, in order.
    var asked: [[String]] {
        sacct.queries.compactMap { query in
            if case .users(let users, _, _) = query.selection { return users.map(\.text) }
            return nil
        }
    }
    var spans: [Range<Timestamp>] {
        sacct.queries.compactMap { query in
            if case .users(_, let from, let to) = query.selection { return from..<to }
            return nil
        }
    }

    init(_ records: [FakeSacct.Record], hidden: Set<String> = [], polls: Bool = true) throws {
        bench = try PollBench(records)
        sacct.hidden = hidden
        if polls { try bench.pollAll() }
    }

    /// Adds users with a home whom this host knows, numbered from 5000.
    func addUsers(_ names: [String]) {
        for name in names {
            let uid = UInt32(5000 + accounts.count)
            accounts[name] = uid
            homes["/home/\(name)"] = HomesFileSystem.directory(owner: uid)
        }
        sacct.hostUsers = (sacct.hostUsers ?? [:]).merging(accounts) { $1 }
    }

    func files(over files: (any FileSystem)? = nil) -> any FileSystem {
        HomesFileSystem(homes, over: files ?? PosixFileSystem(root: bench.root.path))
    }

    private var settings: PollSettings {
        var settings = bench.settings
        settings.discovery = rules
        return settings
    }

    @discardableResult
    func discover(_ users: [String] = [], files: (any FileSystem)? = nil) throws -> DiscoverySession.Summary {
        try DiscoverySession(
            root: bench.root, settings: settings, source: sacct, files: self.files(over: files),
            clock: bench.clock, accounts: FakeAccounts(users: accounts)
        ) { [unowned self] in events.append($0) }.run(users: users)
    }

    /// One step, as a round of polling takes it.
    func step(known: Set<String> = []) throws -> DiscoveryStep {
        let files = files()
        var commit = SliceCommit(cluster: bench.directory, files: files)
        let cursorPath = bench.directory.path(of: .pollCursor)
        let cursor = try PollCursor(decoding: files.read(cursorPath), path: cursorPath)
        return try Discovery(
            root: bench.root, settings: settings, source: sacct, capabilities: sacct.capabilities(),
            budget: CallBudget(directory: bench.directory, files: files, clock: bench.clock, callsPerMinute: 1000),
            files: files, clock: bench.clock, accounts: FakeAccounts(users: accounts)
        ).step(over: DiscoverySession.spansRead(cursor), known: known, commit: &commit)
    }

    var record: DiscoveryRecord {
        get throws {
            let path = bench.directory.path(of: .discovery)
            return try DiscoveryRecord(decoding: PosixFileSystem().read(path), path: path)
        }
    }

    /// The bytes of a user's file.
    func userFile(_ name: String) throws -> [UInt8] {
        try PosixFileSystem().read(bench.directory.path(of: .user(name)))
    }

    func outcome(_ name: String) throws -> DiscoveryRecord.Outcome? { try record.checks[name]?.outcome }
}
