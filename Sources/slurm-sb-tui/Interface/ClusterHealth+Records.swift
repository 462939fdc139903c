import Scoreboard
import ScoreboardUI
import Storage

extension ClusterHealth {
    /// Reads the records of a cluster. One that is not there says nothing; one that cannot be read is a problem.
    init(reading directory: ClusterDirectory, in files: any FileSystem, now: Timestamp) {
        self.init(cluster: directory.name.text)
        func read<Record>(_ file: ClusterFile, _ decode: ([UInt8], String) throws -> Record) -> Record? {
            let path = directory.path(of: file)
            do {
                return try files.readIfPresent(path).map { try decode($0, path) }
            } catch {
                problems.append("\(error)")
                return nil
            }
        }
        if let health = read(.health, { try HealthRecord(decoding: $0, path: $1) }) { take(health) }
        if let cursor = read(.pollCursor, { try PollCursor(decoding: $0, path: $1) }) { take(cursor, now: now) }
        if let ledger = read(.rate, { try RateLedger(decoding: $0, path: $1) }) {
            callsLastMinute = Int64(ledger.calls.count { (0..<60).contains(now - $0) })
            bytesToday = ledger.day == now.day ? ledger.bytesToday : 0
        }
    }

    private mutating func take(_ health: HealthRecord) {
        lastAttempt = health.lastAttempt
        lastSuccess = health.lastSuccess
        lastErrorTime = health.lastError?.time
        lastError = health.lastError?.message ?? ""
        programVersion = health.programVersion
        slurmVersion = health.slurmVersion ?? ""
        cursor = health.cursor
        rows = health.rows
        jobs = health.jobsSeen
        newJobs = health.jobsNew
        defects = health.defects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            Count(name: $0.key, count: $0.value)
        }
        diskFreeBytes = health.diskFreeBytes
        damaged = health.damaged
    }

    private mutating func take(_ cursor: PollCursor, now: Timestamp) {
        asOf = cursor.asOf
        guard cursor.watermark != nil else { return }
        func days(_ span: Range<Day>) -> Int {
            Int(span.upperBound.daysSinceEpoch) - Int(span.lowerBound.daysSinceEpoch)
        }
        let left = cursor.gaps.reduce(0) { $0 + days($1) }
        let total = max(left, Int(now.day.daysSinceEpoch) - Int(cursor.backfillStart.daysSinceEpoch) + 1)
        let slice = max(1, cursor.sliceSeconds)
        backfill = Backfill(
            fraction: total > 0 ? Double(total - left) / Double(total) : 1, daysLeft: left, daysTotal: total,
            next: cursor.gaps.first?.lowerBound,
            callsLeft: left > 0 ? Int((Int64(left) * Day.secondsPerDay + slice - 1) / slice) : nil)
    }
}
