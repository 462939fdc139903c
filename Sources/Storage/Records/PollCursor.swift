package import Scoreboard

/// How far the poller has read a cluster's accounting: `state/poll_cursor.json`.
package struct PollCursor: Equatable, Sendable {
    /// A month that is being read.
    package struct Progress: Equatable, Sendable {
        package var month: Month
        /// The first day not yet read.
        package var nextDay: Day

        package init(month: Month, nextDay: Day) {
            self.month = month
            self.nextDay = nextDay
        }
    }

    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1

    /// The first month of the backfill.
    package var backfillStart: Month
    /// The last month of the backfill that has been read wholly.
    package var lastCompleteMonth: Month?
    /// The month that is being read; nil between months.
    package var inProgress: Progress?
    /// The end of the latest span that was asked for.
    package var watermark: Timestamp?

    package init(
        backfillStart: Month, lastCompleteMonth: Month? = nil, inProgress: Progress? = nil, watermark: Timestamp? = nil
    ) {
        self.backfillStart = backfillStart
        self.lastCompleteMonth = lastCompleteMonth
        self.inProgress = inProgress
        self.watermark = watermark
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: PollCursor.schemaVersion) { writer in
            writer.key("backfill_start")
            writer.string(backfillStart.description)
            if let lastCompleteMonth {
                writer.key("last_complete_month")
                writer.string(lastCompleteMonth.description)
            }
            if let inProgress {
                writer.key("in_progress")
                writer.object { writer in
                    writer.key("month")
                    writer.string(inProgress.month.description)
                    writer.key("next_day")
                    writer.string(inProgress.nextDay.description)
                }
            }
            if let watermark {
                writer.key("watermark")
                writer.string(watermark.description)
            }
        }
    }

    /// - Parameter path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: PollCursor.schemaVersion) {
            (reader) throws(JSONError) in
            var start: Month?
            var lastCompleteMonth: Month?
            var inProgress: Progress?
            var watermark: Timestamp?
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "backfill_start": start = try reader.month(key)
                case "last_complete_month": lastCompleteMonth = try reader.month(key)
                case "in_progress": inProgress = try PollCursor.progress(&reader)
                case "watermark": watermark = try reader.timestamp(key)
                default: try reader.skip()
                }
            }
            guard let start else { throw JSONError(.missing("backfill_start"), at: 0) }
            return PollCursor(
                backfillStart: start, lastCompleteMonth: lastCompleteMonth, inProgress: inProgress,
                watermark: watermark)
        }
    }

    private static func progress(_ reader: inout JSONReader) throws(JSONError) -> Progress {
        let start = reader.offset
        var (month, nextDay): (Month?, Day?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "month": month = try reader.month(key)
            case "next_day": nextDay = try reader.day(key)
            default: try reader.skip()
            }
        }
        guard let month, let nextDay else { throw JSONError(.missing("month or next_day"), at: start) }
        return Progress(month: month, nextDay: nextDay)
    }
}
