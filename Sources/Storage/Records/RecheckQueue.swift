package import Scoreboard

/// What is to be read again, and when that was last asked for.
package struct RecheckQueue: Equatable, Sendable {
    /// In the order in which they are taken.
    package var items: [Recheck]
    /// The day on which yesterday was last queued.
    package var lastNightly: Day?
    /// The day on which the last 35 days were last queued.
    package var lastWeekly: Day?
    /// Whether the last piece was one of these, or one that had been put off: then missing history has its turn.
    package var hadItsTurn: Bool

    package init(items: [Recheck] = [], lastNightly: Day? = nil, lastWeekly: Day? = nil, hadItsTurn: Bool = false) {
        self.items = items
        self.lastNightly = lastNightly
        self.lastWeekly = lastWeekly
        self.hadItsTurn = hadItsTurn
    }
}

extension RecheckQueue {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("last_nightly", lastNightly?.description)
            writer.member("last_weekly", lastWeekly?.description)
            writer.key("had_its_turn")
            writer.bool(hadItsTurn)
            writer.key("queue")
            writer.array(items) { writer, item in item.encode(to: &writer) }
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "last_nightly": lastNightly = try reader.day(key)
            case "last_weekly": lastWeekly = try reader.day(key)
            case "had_its_turn": hadItsTurn = try reader.bool()
            case "queue":
                try reader.array { (reader, _) throws(JSONError) in items.append(try Recheck(reading: &reader)) }
            default: try reader.skip()
            }
        }
    }
}
