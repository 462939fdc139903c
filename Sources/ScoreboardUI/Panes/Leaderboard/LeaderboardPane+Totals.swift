import Scoreboard
import TerminalKit

extension LeaderboardPane {
    /// The row of sums, which stays beneath the rows wherever they are scrolled to.
    func renderTotals(into buffer: inout ScreenBuffer, _ layout: BoardLayout) {
        guard let y = layout.totalsY, let totals = rows.totals, totals.count > 0 else { return }
        if let first = layout.columns.first, let last = layout.columns.last {
            let width = last.x + last.width - first.x
            buffer.fill(
                Rect(x: first.x, y: y - 1, width: width, height: 1), glyph: buffer.glyphs.meterTrack, role: .meter)
            buffer.shade(Rect(x: first.x, y: y - 1, width: width, height: 1), role: .meter) { dx, _ in
                Gradient.position(0.75 - 0.75 * Double(dx) / Double(max(1, width - 1)))
            }
        }
        for place in layout.columns {
            func put(_ text: String, _ role: Role) {
                buffer.write(
                    text, x: place.x, y: y, width: place.width, alignment: place.column.alignment, role: role)
            }
            switch place.column {
            case .rank: put("Sum", .title)
            case .change, .progress, .improved: break
            case .name:
                let count = ValueText.grouped(Double(totals.count), decimals: 0)
                let words = totals.count == 1 ? "1 player" : "\(count) players"
                put(words.displayWidth <= place.width ? words : count, .title)
            case .level: put(ValueText.text(Double(totals.levels), unit: .count, width: place.width), .level)
            case .value: put(subject.text(subject.value(totals.values, scale), width: place.width), .strong)
            case .gained:
                let gained = subject.value(totals.gained, scale)
                let text = "+" + subject.text(gained, width: place.width - 1)
                put(gained > 0 ? text : buffer.glyphs.none, gained > 0 ? subject.isLoss ? .loss : .level : .dim)
            case .share:
                let share = rows.total > 0 ? subject.value(totals.values, scale) / rows.total : 0
                put(ValueText.share(share), .dim)
            case .trend: buffer.drawSparkline(totals.months.map { subject.value($0, scale) }, x: place.x, y: y)
            case .failureRate:
                let jobs = totals.values[.jobs]
                put(ValueText.share(jobs > 0 ? totals.values[.failedJobs] / jobs : 0), .loss)
            case .metric(let metric):
                let value = totals.values[metric]
                let text = ValueText.text(value, unit: metric.unit, width: place.width)
                put(value > 0 ? text : buffer.glyphs.none, value > 0 ? metric.isLoss ? .loss : .text : .dim)
            }
        }
    }
}
