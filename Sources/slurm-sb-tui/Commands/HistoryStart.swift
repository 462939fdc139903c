import ArgumentParser
import Scoreboard

/// A day, or a month's first day.
struct HistoryStart: ExpressibleByArgument {
    let day: Day

    init(day: Day) {
        self.day = day
    }

    init?(argument: String) {
        guard let day = Day(argument) ?? Month(argument)?.firstDay else { return nil }
        self.day = day
    }

    var defaultValueDescription: String { day.description }
}
