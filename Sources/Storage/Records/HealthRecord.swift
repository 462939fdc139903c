package import Scoreboard

/// How the polling of a cluster goes, for people and monitors: `state/health.json`.
package struct HealthRecord: Equatable, Sendable {
    /// An error and its time.
    package struct Failure: Equatable, Sendable {
        /// When it happened.
        package var time: Timestamp
        /// In words, on one line.
        package var message: String

        package init(time: Timestamp, message: String) {
            self.time = time
            self.message = message
        }
    }

    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1

    /// When a poll last began.
    package var lastAttempt: Timestamp?
    /// When a poll last came to its end.
    package var lastSuccess: Timestamp?
    /// The last error, also when a success came after it.
    package var lastError: Failure?
    /// Of the program that wrote this.
    package var programVersion = ""
    /// As `sacct --version` says; nil when it was not asked.
    package var slurmVersion: String?
    /// Slurm's names of the fields that this Slurm does not have, in order.
    package var lackingFields: [String] = []
    /// When the site was last asked which clusters it accounts for, and whose jobs it shows; nil when that must be asked.
    package var siteChecked: Timestamp?
    /// What slurmdbd hides from users who do not own it (`PrivateData`), in its words.
    package var privateData: [String] = []
    /// Whether only the jobs of the user who polls can be seen: the boards are not those of the cluster then.
    package var onlyOwnJobs = false
    /// Where the poller stands, in words.
    package var cursor = ""
    /// How far history is read; nil in files of programs that did not say.
    package var backfill: BackfillProgress?
    /// Seconds from the end of what has been read to the last attempt.
    package var lagSeconds: Int64?
    /// Of the last slice.
    package var rows: Int64 = 0
    /// Rows of the last slice that were not understood, by kind.
    package var defects: [String: Int64] = [:]
    /// Ended jobs of the last slice that had not been counted before, and all of them.
    package var jobsNew: Int64 = 0
    package var jobsSeen: Int64 = 0
    /// Calls of `sacct` in the minute before the last attempt.
    package var callsLastMinute: Int64 = 0
    /// Bytes that `sacct` answered on the day of the last attempt.
    package var bytesToday: Int64 = 0
    /// Free bytes on the file system of the root.
    package var diskFreeBytes: Int64?
    /// The paths of damaged files that were moved aside and are not yet made again.
    package var damaged: [String] = []

    package init() {}
}

extension HealthRecord {
    /// The whole file.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: HealthRecord.schemaVersion) { writer in
            writer.member("last_attempt", lastAttempt?.description)
            writer.member("last_success", lastSuccess?.description)
            if let lastError {
                writer.key("last_error")
                writer.object { writer in
                    writer.member("time", lastError.time.description)
                    writer.member("message", lastError.message)
                }
            }
            writer.member("program_version", programVersion)
            writer.member("slurm_version", slurmVersion)
            writer.key("lacking_fields")
            writer.array(lackingFields) { $0.string($1) }
            writer.member("site_checked", siteChecked?.description)
            writer.key("private_data")
            writer.array(privateData) { $0.string($1) }
            writer.key("only_own_jobs")
            writer.bool(onlyOwnJobs)
            writer.member("cursor", cursor)
            if let backfill {
                writer.key("backfill")
                backfill.encode(to: &writer)
            }
            writer.member("lag_seconds", lagSeconds)
            writer.member("rows", rows)
            writer.key("defects")
            writer.object { writer in
                for (kind, count) in defects.sorted(by: { ByteOrder.precedes($0.key, $1.key) }) {
                    writer.key(kind)
                    writer.integer(count)
                }
            }
            writer.member("jobs_new", jobsNew)
            writer.member("jobs_seen", jobsSeen)
            writer.member("calls_last_minute", callsLastMinute)
            writer.member("bytes_today", bytesToday)
            writer.member("disk_free_bytes", diskFreeBytes)
            writer.key("damaged")
            writer.array(damaged) { $0.string($1) }
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: HealthRecord.schemaVersion) {
            (reader) throws(JSONError) in
            var record = HealthRecord()
            try reader.object { (reader, key) throws(JSONError) in try record.read(key, from: &reader) }
            return record
        }
    }

    private mutating func read(_ key: String, from reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "last_attempt": lastAttempt = try reader.timestamp(key)
        case "last_success": lastSuccess = try reader.timestamp(key)
        case "last_error": lastError = try HealthRecord.failure(&reader)
        case "program_version": programVersion = try reader.string()
        case "slurm_version": slurmVersion = try reader.string()
        case "lacking_fields": lackingFields = try HealthRecord.texts(&reader)
        case "site_checked": siteChecked = try reader.timestamp(key)
        case "private_data": privateData = try HealthRecord.texts(&reader)
        case "only_own_jobs": onlyOwnJobs = try reader.bool()
        case "cursor": cursor = try reader.string()
        case "backfill": backfill = try BackfillProgress(reading: &reader)
        case "lag_seconds": lagSeconds = try reader.integer(key)
        case "rows": rows = try reader.count(key)
        case "defects":
            try reader.object { (reader, kind) throws(JSONError) in
                if defects.updateValue(try reader.count(kind), forKey: kind) != nil {
                    throw JSONError(.duplicate("a kind of defect"), at: reader.offset)
                }
            }
        case "jobs_new": jobsNew = try reader.count(key)
        case "jobs_seen": jobsSeen = try reader.count(key)
        case "calls_last_minute": callsLastMinute = try reader.count(key)
        case "bytes_today": bytesToday = try reader.count(key)
        case "disk_free_bytes": diskFreeBytes = try reader.count(key)
        case "damaged": damaged = try HealthRecord.texts(&reader)
        default: try reader.skip()
        }
    }

    private static func texts(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var texts: [String] = []
        try reader.array { (reader, _) throws(JSONError) in texts.append(try reader.string()) }
        return texts
    }

    private static func failure(_ reader: inout JSONReader) throws(JSONError) -> Failure {
        let start = reader.offset
        var (time, message): (Timestamp?, String?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "time": time = try reader.timestamp(key)
            case "message": message = try reader.string()
            default: try reader.skip()
            }
        }
        guard let time, let message else { throw JSONError(.missing("time or message"), at: start) }
        return Failure(time: time, message: message)
    }
}
