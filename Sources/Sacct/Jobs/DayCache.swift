import Scoreboard

/// The last calendar day that was read: rows of one answer mostly fall on few days.
struct DayCache {
    private var key: (UInt64, UInt16) = (0, 0)
    private var cached: Day?

    /// The day that `YYYY-MM-DD` names; nil when it names none.
    mutating func day(_ field: Field) -> Day? {
        let bytes = field.bytes
        let key = (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        if key != self.key {
            self.key = key
            cached = Day(field.text)
        }
        return cached
    }
}
