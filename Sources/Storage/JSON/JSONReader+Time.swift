package import Scoreboard

extension JSONReader {
    /// A moment as our files write it: `2026-11-23T17:56:28Z`.
    package mutating func timestamp(_ key: String) throws(JSONError) -> Timestamp {
        let start = offset
        let text = try string()
        guard let time = Timestamp(canonical: text) else {
            throw JSONError(.wrong("\(key) is no UTC time like 2026-11-23T17:56:28Z"), at: start)
        }
        return time
    }

    /// A month: `2026-11`.
    package mutating func month(_ key: String) throws(JSONError) -> Month {
        let start = offset
        guard let month = Month(try string()) else {
            throw JSONError(.wrong("\(key) is no month like 2026-11"), at: start)
        }
        return month
    }

    /// A day: `2026-11-23`.
    package mutating func day(_ key: String) throws(JSONError) -> Day {
        let start = offset
        guard let day = Day(try string()) else {
            throw JSONError(.wrong("\(key) is no day like 2026-11-23"), at: start)
        }
        return day
    }
}
