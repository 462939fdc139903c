import Scoreboard
import TerminalKit

/// A year of days as a strip of weeks: a column a week, Monday at the top.
struct DayCalendar {
    /// The months above, and the days of a week.
    static let height = 8
    private static let labelWidth = 4
    private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private let today: Day
    private let values: [Day: Double]
    private let step: Int
    /// The Monday of the first week.
    private let first: Day
    private let weeks: Int
    /// What is more than nothing, in order.
    private let ranked: [Double]
    /// The day with the most, of those that are shown; nil when all are nothing.
    let best: (day: Day, value: Double)?

    /// - Parameter width: Columns that the strip may take: as many weeks are shown, up to a year.
    init(today: Day, values: [Day: Double], width: Int) {
        self.today = today
        self.values = values
        let room = max(1, width - DayCalendar.labelWidth)
        step = room >= 53 * 2 ? 2 : 1
        weeks = max(1, min(53, room / step))
        let first = today.monday.adding(days: -7 * (weeks - 1))
        self.first = first
        var best: (day: Day, value: Double)?
        for (day, value) in values where day >= first && day <= today && value > 0 {
            if value > best?.value ?? 0 || value == best?.value && day < best!.day { best = (day, value) }
        }
        self.best = best
        ranked = values.filter { $0.key >= first && $0.key <= today && $0.value > 0 }.map(\.value).sorted()
    }

    func render(into buffer: inout ScreenBuffer, _ area: Rect) {
        let x = area.x + DayCalendar.labelWidth
        var labelEnd = 0
        for week in 0..<weeks {
            let monday = first.adding(days: 7 * week)
            let column = x + week * step
            // A month is named above the first week that begins in it.
            let civil = monday.civil
            if civil.day <= 7, column >= labelEnd, column + 3 <= area.maxX {
                buffer.write(DayCalendar.names[civil.month - 1], x: column, y: area.y, role: .dim)
                labelEnd = column + 4
            }
            for weekday in 0..<7 {
                let day = monday.adding(days: weekday)
                guard day <= today else { break }
                let level = level(of: values[day] ?? 0)
                let roles: [Role] = [.track, .heat, .spark, .meter, .crownGold]
                buffer.fill(
                    Rect(x: column, y: area.y + 1 + weekday, width: 1, height: 1), glyph: buffer.glyphs.heat[level],
                    role: roles[level], shade: level == 0 ? 0 : shade(of: values[day] ?? 0))
            }
        }
        for (weekday, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
            buffer.write(name, x: area.x, y: area.y + 1 + weekday, role: .dim)
        }
    }

    /// The same days as an area, each above its week.
    func drawChart(into buffer: inout ScreenBuffer, _ area: Rect) {
        let days = 7 * weeks
        let chart = Rect(x: area.x + DayCalendar.labelWidth, y: area.y, width: weeks * step, height: area.height)
        buffer.drawBraille((0..<days).map { values[first.adding(days: $0)] ?? 0 }, in: chart)
    }

    /// Within its level's colour: the best day of all is the brightest.
    private func shade(of value: Double) -> UInt8 {
        guard let best, best.value > 0 else { return 0 }
        return Gradient.position(0.5 + value / best.value / 2)
    }

    /// 0 is nothing, 4 the most. By quarters of the days, so that one great day does not make all others look like
    /// nothing.
    private func level(of value: Double) -> Int {
        guard value > 0, !ranked.isEmpty else { return 0 }
        // How many days are at most as good.
        var low = 0
        var high = ranked.count
        while low < high {
            let middle = (low + high) / 2
            if ranked[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return max(1, min(4, (low * 4 + ranked.count - 1) / ranked.count))
    }
}
