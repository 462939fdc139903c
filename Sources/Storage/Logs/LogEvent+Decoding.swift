import Scoreboard

extension LogEvent {
    /// Reads a line as ``rendered()`` writes it; nil for what is none, for instance half a line.
    package init?(decoding line: [UInt8]) {
        var reader = JSONReader(line)
        var event = LogEvent(time: Timestamp(seconds: 0), cluster: "", phase: .start)
        var found: Set<String> = []
        do throws(JSONError) {
            try reader.object { (reader, key) throws(JSONError) in
                found.insert(key)
                switch key {
                case "ts": event.time = try reader.timestamp(key)
                case "level": event.level = try reader.word(key)
                case "cluster": event.cluster = try reader.string()
                case "phase": event.phase = try reader.word(key)
                case "month":
                    if try reader.peek() == .null {
                        try reader.skip()
                    } else {
                        event.month = Month(try reader.string())
                    }
                case "calls": event.calls = try reader.count(key)
                case "bytes": event.bytes = try reader.count(key)
                case "jobs_seen": event.jobsSeen = try reader.count(key)
                case "jobs_new": event.jobsNew = try reader.count(key)
                case "rate_sleep_ms": event.rateSleepMilliseconds = try reader.count(key)
                case "message": event.message = try reader.string()
                default: try reader.skip()
                }
            }
        } catch {
            return nil
        }
        guard found.isSuperset(of: ["ts", "level", "cluster", "phase"]) else { return nil }
        self = event
    }
}

extension JSONReader {
    /// One of the words of an enumeration.
    fileprivate mutating func word<Word: RawRepresentable>(_ key: String) throws(JSONError) -> Word
    where Word.RawValue == String {
        let start = offset
        guard let word = Word(rawValue: try string()) else {
            throw JSONError(.expected("a word for \(key)"), at: start)
        }
        return word
    }
}
