import Sacct
import Scoreboard
import Storage

/// Who polls, how far, and how it goes: lock, commit, cursor, health, rate.
enum PollingChecks {
    /// A success longer ago than this is worth a word, in seconds.
    static let staleSeconds: Int64 = 86_400

    static func findings(_ patient: Patient) throws -> [Finding] {
        try lock(patient) + commit(patient) + cursor(patient) + health(patient) + rate(patient)
    }

    private static func lock(_ patient: Patient) throws -> [Finding] {
        let path = patient.directory.path(of: .lock)
        if let holder = patient.holder {
            let place = holder.isOnThisHost ? "" : " (on another host)"
            return [
                patient.finding(
                    .fine, .lock, path,
                    "held by \(holder.description)\(place); what it is changing now is not compared")
            ]
        }
        guard let status = try patient.files.status(path) else { return [] }
        guard status.kind == .file else {
            return [
                patient.finding(
                    .damage, .lock, path, "something other than a plain file is in its place",
                    remedy: "move it away; the next poll makes the file")
            ]
        }
        guard let bytes = try patient.files.readIfPresent(path), let dead = LockHolder(decoding: bytes) else {
            return []
        }
        let remedy =
            dead.isOnThisHost
            ? "nothing: the lock is free, and the next poll settles what that process left"
            : "look on \(dead.host.oneLine) whether it still runs: locks may not reach that host"
        return [
            patient.finding(
                .warning, .lock, path,
                "\(dead.description) was killed or crashed: it ended without giving the lock back", remedy: remedy)
        ]
    }

    private static func commit(_ patient: Patient) throws -> [Finding] {
        let directory = patient.directory
        let path = directory.path(of: .commitRecord)
        var found: [Finding] = []
        do {
            if let bytes = try patient.files.readIfPresent(path) { _ = try CommitRecord(decoding: bytes, path: path) }
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            found.append(patient.finding(damage, .commit))
        }
        guard patient.isQuiet else { return found }
        let staging = directory.stagingDirectory
        switch try patient.files.status(staging)?.kind {
        case nil: break
        case .directory:
            if try !patient.files.list(staging).isEmpty {
                found.append(
                    patient.finding(
                        .warning, .commit, staging, "a commit was interrupted",
                        remedy: "the next poll settles it; or \(Patient.repairRemedy)"))
            }
        default:
            found.append(
                patient.finding(
                    .damage, .commit, staging, "something other than a directory is in its place",
                    remedy: Patient.repairRemedy))
        }
        for directory in [directory.path] + directory.directories {
            for name in try patient.files.names(in: directory) where TemporaryName.matches(name) {
                found.append(
                    patient.finding(
                        .warning, .commit, FilePath.join(directory, name), "a process that died left it",
                        remedy: Patient.repairRemedy))
            }
        }
        if try patient.files.status(directory.path(of: .unpublished)) != nil {
            found.append(
                patient.finding(
                    .warning, .boards, directory.path(of: .unpublished), "jobs were counted that no board shows yet",
                    remedy: "the next poll publishes them; or \(Patient.repairRemedy)"))
        }
        return found
    }

    private static func cursor(_ patient: Patient) -> [Finding] {
        let path = patient.directory.path(of: .pollCursor)
        guard let cursor = patient.cursor else {
            let isThere = (try? patient.files.status(path)) ?? nil
            guard isThere == nil, !patient.months.isEmpty else { return [] }
            return [
                patient.finding(
                    .warning, .cursor, path, "it is missing while jobs were counted",
                    remedy: "poll: all history is asked for again, and nothing is counted twice")
            ]
        }
        let seconds = cursor.gaps.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        let days = (seconds + Day.secondsPerDay - 1) / Day.secondsPerDay
        var found = cursor.deferred.map { piece in
            patient.finding(
                .warning, .cursor, path,
                "\(piece.span.lowerBound) to \(piece.span.upperBound) could not be read: \(piece.reason.oneLine)",
                remedy: "nothing: it is tried again from \(piece.retryAt) on; see whether sacct answers there by hand")
        }
        if let first = cursor.gaps.first {
            found.append(
                patient.finding(
                    .fine, .cursor, path,
                    "\(days) days of history are still to be read, from \(first.lowerBound); the polls go on with them")
            )
        }
        if let asOf = cursor.asOf, cursor.watermark != nil, patient.now - asOf > staleSeconds {
            found.append(
                patient.finding(
                    .warning, .cursor, path, "the accounting was last read \(age(asOf, patient)) ago",
                    remedy: "look whether cron still runs: slurm-sb poll --once --cluster \(patient.directory.name)"))
        }
        return found
    }

    private static func health(_ patient: Patient) -> [Finding] {
        let path = patient.directory.path(of: .health)
        guard let health = patient.health else { return [] }
        var found: [Finding] = []
        if let success = health.lastSuccess, patient.now - success > staleSeconds {
            found.append(
                patient.finding(
                    .warning, .health, path, "the last poll that succeeded was \(age(success, patient)) ago",
                    remedy: "run it by hand and read what it says: slurm-sb poll --once --cluster "
                        + "\(patient.directory.name)"))
        }
        if let error = health.lastError, error.time >= health.lastSuccess ?? error.time {
            found.append(
                patient.finding(
                    .warning, .health, path, "the last poll failed at \(error.time): \(error.message.oneLine)",
                    remedy: "do what the message says, then poll again"))
        }
        if health.onlyOwnJobs {
            let reason: OnlyOwnJobs =
                health.privateData.contains("jobs") ? .hidden(health.privateData) : .nobodyElse(days: OnlyOwnJobs.days)
            found.append(
                patient.finding(
                    .warning, .health, path, reason.description, remedy: OnlyOwnJobs.remedy))
        }
        let isPolled = patient.cursor.map { $0.watermark != nil } ?? true
        for damaged in health.damaged {
            found.append(
                patient.finding(
                    .damage, .health, damaged, "it was set aside, and its month is not wholly read again yet",
                    remedy: isPolled
                        ? "poll until no history is missing"
                        : "bring its saved rows in again with: slurm-sb ingest; remove the file; ingest once more"))
        }
        return found
    }

    private static func rate(_ patient: Patient) -> [Finding] {
        let path = patient.directory.path(of: .rate)
        guard let bytes = try? patient.files.read(path), let ledger = try? RateLedger(decoding: bytes, path: path)
        else {
            return []
        }
        var found: [Finding] = []
        if let end = Backoff.end(in: ledger, now: patient.now) {
            found.append(
                patient.finding(
                    .warning, .rate, path,
                    "\(ledger.failures) calls of sacct in a row have failed; none is made before \(end)",
                    remedy: "nothing: polls go on by themselves; state/health.json has the last error"))
        }
        let calls = ledger.calls.count { (0..<60).contains(patient.now - $0) }
        let bytesToday = ledger.day == patient.now.day ? ledger.bytesToday : 0
        guard calls > 0 || bytesToday > 0 else { return found }
        found.append(
            patient.finding(
                .fine, .rate, path, "\(calls) calls of sacct in the last minute, \(bytesToday) bytes today"))
        return found
    }

    private static func age(_ time: Timestamp, _ patient: Patient) -> String {
        let hours = (patient.now - time) / 3600
        return hours < 48 ? "\(hours) hours" : "\(hours / 24) days"
    }
}

extension FileSystem {
    /// The names in a directory; none when it is not one.
    func names(in directory: String) throws -> [String] {
        guard try status(directory)?.kind == .directory else { return [] }
        return try list(directory)
    }
}
