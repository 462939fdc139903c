import Poller
import Scoreboard
import ScoreboardUI
import Settings
import Storage

extension ClusterHealth {
    /// Reads the records of a cluster. One that is not there says nothing; one that cannot be read is a problem.
    ///
    /// - Parameters:
    ///   - memory: Records that did not change are not read again.
    ///   - settings: The cluster's own: what it may be asked.
    init(
        reading directory: ClusterDirectory, in files: any FileSystem, remembering memory: HealthMemory,
        settings: Settings, now: Timestamp
    ) {
        self.init(cluster: directory.name.text)
        callsPerMinute = Int64(settings.callsPerMinute)
        bytesPerDay = Int64(settings.bytesPerDay)
        func read<Record>(
            _ file: ClusterFile, _ memory: FileMemory<Record?>, _ decode: ([UInt8], String) throws -> Record
        ) -> Record? {
            let path = directory.path(of: file)
            do {
                return try memory.content(of: [path], in: files) {
                    try files.readIfPresent(path).map { try decode($0, path) }
                }
            } catch {
                problems.append("\(error)")
                return nil
            }
        }
        if let health = read(.health, memory.health, { try HealthRecord(decoding: $0, path: $1) }) { take(health) }
        if let cursor = read(.pollCursor, memory.cursors, { try PollCursor(decoding: $0, path: $1) }) {
            asOf = cursor.asOf
            backfill?.next = cursor.firstMissing?.day
        }
        if let ledger = read(.rate, memory.rates, { try RateLedger(decoding: $0, path: $1) }) {
            callsLastMinute = Int64(ledger.calls.count { (0..<60).contains(now - $0) })
            bytesToday = ledger.day == now.day ? ledger.bytesToday : 0
            failures = ledger.failures
            notBefore = ledger.notBefore.flatMap { $0 > now ? $0 : nil }
        }
    }

    private mutating func take(_ health: HealthRecord) {
        lastAttempt = health.lastAttempt
        lastSuccess = health.lastSuccess
        lastErrorTime = health.lastError?.time
        lastError = health.lastError?.message ?? ""
        programVersion = health.programVersion
        slurmVersion = health.slurmVersion ?? ""
        rows = health.rows
        jobs = health.jobsSeen
        newJobs = health.jobsNew
        defects = health.defects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            Count(name: $0.key, count: $0.value)
        }
        diskFreeBytes = health.diskFreeBytes
        damaged = health.damaged
        if health.onlyOwnJobs {
            let why =
                health.privateData.contains("jobs")
                ? OnlyOwnJobs.hidden(health.privateData) : OnlyOwnJobs.nobodyElse(days: OnlyOwnJobs.days)
            onlyOwnJobs = "\(why); \(OnlyOwnJobs.remedy)"
        }
        guard let progress = health.backfill else { return }
        backfill = Backfill(
            phase: progress.phase.words, isComplete: progress.phase == .complete || progress.phase == .verifying,
            thousandths: progress.thousandths, monthsDone: progress.monthsDone, monthsTotal: progress.monthsTotal,
            callsToGo: progress.callsToGo, sealedMonths: progress.sealedMonths)
        deferred = progress.deferred.sorted { $0.span.lowerBound < $1.span.lowerBound }.map {
            Deferred($0.span, attempts: $0.attempts, retryAt: $0.retryAt, reason: $0.reason)
        }
    }
}

extension BackfillProgress.Phase {
    /// What the poller is at, for people.
    fileprivate var words: String {
        switch self {
        case .recent: "reading the last weeks"
        case .search: "looking for the first month with jobs"
        case .history: "reading history"
        case .deferred: "trying again what was put off"
        case .verifying: "reading months a second time"
        case .complete: "complete"
        }
    }
}
