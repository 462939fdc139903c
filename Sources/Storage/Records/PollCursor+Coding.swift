import Scoreboard

extension PollCursor {
    /// `last_complete_month` and `in_progress` are for people; reading takes `gaps`.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: PollCursor.schemaVersion) { writer in
            writer.member("backfill_start", backfillStart.description)
            writer.member("last_complete_month", lastCompleteMonth?.description)
            if let next = firstMissing {
                writer.key("in_progress")
                writer.object { writer in
                    writer.member("month", next.day.month.description)
                    writer.member("next", next.description)
                }
            }
            writer.member("watermark", watermark?.description)
            writer.member("asof", asOf?.description)
            writer.key("pace")
            pace.encode(to: &writer)
            writer.key("gaps")
            writer.array(gaps) { writer, gap in
                writer.object { writer in
                    writer.member("from", gap.lowerBound.description)
                    writer.member("to", gap.upperBound.description)
                }
            }
            if let search {
                writer.key("search")
                search.encode(to: &writer)
            }
            writer.key("deferred")
            writer.array(deferred) { writer, piece in piece.encode(to: &writer) }
            writer.key("rechecks")
            rechecks.encode(to: &writer)
            writer.key("seals")
            seals.encode(to: &writer)
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: PollCursor.schemaVersion) {
            (reader) throws(JSONError) in
            var start: Day?
            var cursor = PollCursor(backfillStart: Day(daysSinceEpoch: 0))
            try reader.object { (reader, key) throws(JSONError) in
                if key == "backfill_start" { start = try reader.day(key) } else { try cursor.read(key, from: &reader) }
            }
            guard let start else { throw JSONError(.missing("backfill_start"), at: 0) }
            cursor.backfillStart = start
            return cursor
        }
    }

    private mutating func read(_ key: String, from reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "watermark": watermark = try reader.timestamp(key)
        case "asof": asOf = try reader.timestamp(key)
        case "pace": pace = try QuestionPace(reading: &reader)
        case "slice_seconds":
            // Of version 1, which could not go below an hour and went up to a year whether there were jobs or not.
            pace.sliceSeconds = min(max(try reader.count(key), 3_600), 86_400)
        case "gaps":
            try reader.array { (reader, _) throws(JSONError) in gaps = gaps.inserting(try PollCursor.gap(&reader)) }
        case "search": search = try HistorySearch(reading: &reader)
        case "deferred":
            try reader.array { (reader, _) throws(JSONError) in deferred.append(try DeferredPiece(reading: &reader)) }
        case "rechecks": rechecks = try RecheckQueue(reading: &reader)
        case "seals": seals = try MonthSeals(reading: &reader)
        default: try reader.skip()
        }
    }

    private static func gap(_ reader: inout JSONReader) throws(JSONError) -> Range<Timestamp> {
        let start = reader.offset
        var (from, to): (Timestamp?, Timestamp?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try PollCursor.bound(key, &reader)
            case "to": to = try PollCursor.bound(key, &reader)
            default: try reader.skip()
            }
        }
        guard let from, let to else { throw JSONError(.missing("from or to"), at: start) }
        guard from < to else { throw JSONError(.wrong("a gap ends before it begins"), at: start) }
        return from..<to
    }

    /// A moment, or a day of version 1.
    private static func bound(_ key: String, _ reader: inout JSONReader) throws(JSONError) -> Timestamp {
        let start = reader.offset
        let text = try reader.string()
        if let day = Day(text) { return day.start }
        guard let time = Timestamp(text), time.description == text else {
            throw JSONError(.wrong("\(key) is no UTC time like 2026-11-23T17:56:28Z"), at: start)
        }
        return time
    }
}
