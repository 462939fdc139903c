import Scoreboard

/// When jobs end: more on weekdays and in the afternoon, fewer at night and at the turn of the year.
struct LoadRhythm {
    /// A stretch of time, at most an hour, with the number of job rows that end in it.
    struct Stretch {
        var start: Int64
        var seconds: Int
        var rows: Int
    }

    let stretches: [Stretch]

    /// Spreads `rows` over the span; the numbers of the stretches add up to it exactly.
    init(span: Range<Timestamp>, rows: Int) {
        var starts: [Int64] = []
        var time = span.lowerBound.seconds
        while time < span.upperBound.seconds {
            starts.append(time)
            time = (time / 3600 + 1) * 3600
        }
        let ends = starts.dropFirst() + [span.upperBound.seconds]
        let weights = zip(starts, ends).map { LoadRhythm.weight(ofHourAt: $0) * Double($1 - $0) }
        let sum = weights.reduce(0, +)
        var running = 0.0
        var placed = 0
        var stretches: [Stretch] = []
        for ((start, end), weight) in zip(zip(starts, ends), weights) {
            running += weight
            let due = end == span.upperBound.seconds ? rows : min(rows, Int(running / sum * Double(rows)))
            stretches.append(Stretch(start: start, seconds: Int(end - start), rows: due - placed))
            placed = due
        }
        self.stretches = stretches
    }

    /// Hours are UTC; the people are some hours west of it.
    private static func weight(ofHourAt time: Int64) -> Double {
        let day = Timestamp(seconds: time).day
        let hour = Int(time / 3600 % 24)
        // 1970-01-01 was a Thursday.
        let weekday = (Int(day.daysSinceEpoch) + 3) % 7
        let (_, month, dayOfMonth) = day.civil
        let isHoliday = (month == 12 && dayOfMonth > 20) || (month == 1 && dayOfMonth < 4)
        let ofDay = hour >= 14 || hour < 2 ? 1.5 : (hour < 6 ? 1.0 : 0.6)
        let ofWeek = weekday >= 5 ? 0.55 : (weekday == 0 ? 0.9 : 1.1)
        // A slow swing of some weeks, so that no month is flat.
        let swing = 1 + 0.15 * Double((Int(day.daysSinceEpoch) * 37) % 11 - 5) / 5
        return ofDay * ofWeek * swing * (isHoliday ? 0.45 : 1)
    }
}
