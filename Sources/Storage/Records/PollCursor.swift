package import Scoreboard

/// How far the poller has read a cluster's accounting: `state/poll_cursor.json`.
package struct PollCursor: Equatable, Sendable {
    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1

    /// The first day of the history that is to be read.
    package var backfillStart: Day
    /// The spans of days that have not been read yet, in order, each up to but not including its end.
    package var gaps: [Range<Day>]
    /// Everything that ended before this moment and after the gaps has been asked for.
    package var watermark: Timestamp?
    /// When the accounting was last read with success: how fresh the numbers are.
    package var asOf: Timestamp?
    /// How long a span the next question of the backfill may cover, in seconds: it follows what the accounting can answer.
    package var sliceSeconds: Int64

    /// A day.
    package static let firstSliceSeconds: Int64 = 86_400

    /// A file with a longer one is damaged: a thousand years and more.
    package static let maximumSliceSeconds: Int64 = 1 << 35

    package init(
        backfillStart: Day, gaps: [Range<Day>] = [], watermark: Timestamp? = nil, asOf: Timestamp? = nil,
        sliceSeconds: Int64 = firstSliceSeconds
    ) {
        self.backfillStart = backfillStart
        self.gaps = gaps
        self.watermark = watermark
        self.asOf = asOf
        self.sliceSeconds = sliceSeconds
    }

    /// Adds days that are to be read again; gaps stay in order and apart.
    package mutating func reopen(_ days: Range<Day>) {
        guard !days.isEmpty else { return }
        var joined: [Range<Day>] = []
        for gap in (gaps + [days]).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, gap.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, gap.upperBound)
            } else {
                joined.append(gap)
            }
        }
        gaps = joined
    }

    /// Whether a day of the month is still to be read.
    package func hasGap(in month: Month) -> Bool {
        gaps.contains { $0.overlaps(month.firstDay..<month.next.firstDay) }
    }

    /// The last month before the first gap that has been read wholly; nil when there is none.
    package var lastCompleteMonth: Month? {
        guard let watermark else { return nil }
        let next = gaps.first?.lowerBound ?? watermark.day
        let month = next.month.previous
        return month >= backfillStart.month ? month : nil
    }
}

extension PollCursor {
    /// `last_complete_month` and `in_progress` are for people; reading takes `gaps`.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: PollCursor.schemaVersion) { writer in
            writer.member("backfill_start", backfillStart.description)
            writer.member("last_complete_month", lastCompleteMonth?.description)
            if let next = gaps.first?.lowerBound {
                writer.key("in_progress")
                writer.object { writer in
                    writer.member("month", next.month.description)
                    writer.member("next_day", next.description)
                }
            }
            writer.member("watermark", watermark?.description)
            writer.member("asof", asOf?.description)
            writer.member("slice_seconds", sliceSeconds)
            writer.key("gaps")
            writer.array(gaps) { writer, gap in
                writer.object { writer in
                    writer.member("from", gap.lowerBound.description)
                    writer.member("to", gap.upperBound.description)
                }
            }
        }
    }

    /// - Parameter path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: PollCursor.schemaVersion) {
            (reader) throws(JSONError) in
            var start: Day?
            var cursor = PollCursor(backfillStart: Day(daysSinceEpoch: 0))
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "backfill_start": start = try reader.day(key)
                case "watermark": cursor.watermark = try reader.timestamp(key)
                case "asof": cursor.asOf = try reader.timestamp(key)
                case "slice_seconds": cursor.sliceSeconds = try reader.count(key, upTo: PollCursor.maximumSliceSeconds)
                case "gaps":
                    try reader.array { (reader, _) throws(JSONError) in
                        cursor.gaps.append(try PollCursor.gap(&reader))
                    }
                default: try reader.skip()
                }
            }
            guard let start else { throw JSONError(.missing("backfill_start"), at: 0) }
            cursor.backfillStart = start
            return cursor
        }
    }

    private static func gap(_ reader: inout JSONReader) throws(JSONError) -> Range<Day> {
        let start = reader.offset
        var (from, to): (Day?, Day?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.day(key)
            case "to": to = try reader.day(key)
            default: try reader.skip()
            }
        }
        guard let from, let to else { throw JSONError(.missing("from or to"), at: start) }
        guard from < to else { throw JSONError(.wrong("a gap ends before it begins"), at: start) }
        return from..<to
    }
}
