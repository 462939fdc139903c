import Scoreboard
import TerminalKit

/// The months beneath a chart: their initials, and each year where it begins. Those that were imported have small letters
/// in the colour of warnings.
struct MonthAxis {
    /// In their order.
    let months: [Month]
    private let imported: Set<Month>

    /// What the small letters mean.
    static let key = "small letters: imported"
    /// The same in a narrow place.
    static let shortKey = "small: imported"
    /// Rows that it takes.
    static let height = 2

    private static let initials = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"]

    init(_ months: [Month], imported: Set<Month>) {
        self.months = months
        self.imported = imported
    }

    /// The last months that the standings know.
    init(last count: Int, _ scene: Scene) {
        let last = MonthAxis.lastMonth(scene)
        self.init((1 - count..<1).map { last.adding(months: $0) }, imported: ImportedNote.months(scene))
    }

    /// The month of the newest standings.
    static func lastMonth(_ scene: Scene) -> Month { (scene.standings.map(\.today).max() ?? scene.now.day).month }

    /// Whether any has a small letter.
    var hasImported: Bool { months.contains(where: imported.contains) }

    /// - Parameters:
    ///   - x: Of the first month.
    ///   - y: Of the initials; the years stand below.
    ///   - step: Columns from one month to the next.
    ///   - width: What all of it may take.
    func render(into buffer: inout ScreenBuffer, x: Int, y: Int, step: Int, width: Int) {
        for (index, month) in months.enumerated() {
            let place = x + index * step
            let initial = MonthAxis.initials[month.monthOfYear - 1]
            let isImported = imported.contains(month)
            buffer.write(
                isImported ? initial.lowercased() : initial, x: place, y: y, role: isImported ? .warning : .dim)
            let year = String(month.year)
            let beginsYear = month.monthOfYear == 1 || index == 0 && month.monthOfYear < 9
            if beginsYear, place + year.utf8.count <= x + width {
                buffer.write(year, x: place, y: y + 1, role: .dim)
            }
        }
    }
}
