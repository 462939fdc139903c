import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

/// Narrowing, sorting and summing by columns, against the same line by line.
@Suite struct BoardRowsTests {
    private let clusters = [
        largeCluster(count: 40), smallCluster(), largeCluster("negishi", count: 25),
    ]
    private let scale = ExperienceScale.standard

    private static let sorts: [BoardColumn] =
        [.rank, .change, .name, .level, .value, .progress, .gained, .share, .trend, .failureRate, .improved]
        + Metric.allCases.map { .metric($0) }

    @Test(arguments: ["", "user 1", "!user", "E", "nobody at all"])
    func `Rows are those of the leaderboard`(filter: String) {
        for subject in [.overall, .metric(.coreHours), .metric(.failedJobs)] as [Leaderboard.Subject] {
            for window in Window.allCases {
                var rows = BoardRows(roster: Roster(clusters), subject: subject, window: window, scale: scale)
                let simple = SimpleRows(
                    Leaderboard(of: clusters.mergedUsers, by: subject, in: window, scale: scale), scale)
                #expect(rows.total == simple.total)
                #expect(rows.allCount == simple.board.entries.count)
                #expect(rows.widths[.name] == simple.nameWidth)
                for column in Self.sorts {
                    for isDescending in [true, false] {
                        let sort = BoardSort(column, isDescending: isDescending)
                        rows.arrange(filter: WordFilter(filter), sort: sort)
                        let expected = simple.arranged(filter, sort)
                        #expect(Array(rows.shown) == expected.map(\.user), "\(subject) \(window) \(sort.text)")
                        #expect((0..<rows.count).map { rows[$0] } == expected)
                        let values = expected.map { subject.value($0.values, scale) }.sorted()
                        #expect(rows.shownSum == values.reduce(0, +))
                        #expect(rows.shownMedian == simple.median(values))
                        #expect(rows.matches("er1") == expected.indices.filter { expected[$0].user.contains("er1") })
                    }
                }
                for (row, name) in rows.shown.enumerated() {
                    #expect(rows.row(of: name) == row)
                    #expect(rows.entry(of: name) == rows[row])
                }
                #expect(rows.row(of: "nobody") == nil)
            }
        }
    }

    /// What is taken over from the board before is what would be worked out anew.
    @Test func `A board is the same whatever was shown before`() {
        let rosters = [Roster(clusters), Roster(clusters.prefix(1))]
        var before = BoardRows()
        for roster in rosters {
            for window in Window.allCases {
                for subject in [.overall, .metric(.coreHours), .metric(.failedJobs)] as [Leaderboard.Subject] {
                    let fresh = BoardRows(roster: roster, subject: subject, window: window, scale: scale)
                    before = BoardRows(roster: roster, subject: subject, window: window, scale: scale, before: before)
                    #expect(before.widths == fresh.widths)
                }
            }
        }
    }

    /// Whatever was shown before, a filter that is typed and taken back shows what it would at once.
    @Test func `A filter is the same letter by letter`() {
        let roster = Roster(clusters)
        for sort in [BoardSort(.level), BoardSort(.name), BoardSort(.gained, isDescending: false)] {
            var typed = BoardRows(roster: roster, subject: .overall, window: .allTime, scale: scale)
            for filter in ["", "u", "us", "us !1", "us", "", "nobody", "", "E"] {
                typed.arrange(filter: WordFilter(filter), sort: sort)
                var fresh = BoardRows(roster: roster, subject: .overall, window: .allTime, scale: scale)
                fresh.arrange(filter: WordFilter(filter), sort: sort)
                #expect(Array(typed.shown) == Array(fresh.shown))
                #expect(typed.shownSum == fresh.shownSum && typed.shownMedian == fresh.shownMedian)
            }
        }
    }

    @Test func `The sums are those of the lines`() throws {
        for subject in [.overall, .metric(.coreHours)] as [Leaderboard.Subject] {
            var rows = BoardRows(roster: Roster(clusters), subject: subject, window: .last30Days, scale: scale)
            rows.arrange(filter: WordFilter("user"), sort: BoardSort(.value))
            rows.addUp()
            let entries = (0..<rows.count).map { rows[$0] }
            let totals = try #require(rows.totals)
            #expect(totals.count == entries.count)
            #expect(totals.levels == entries.reduce(0) { $0 + (rows.level($1) ?? 0) })
            // The order of the lines is another one, and may move the last bit.
            func isNear(_ sum: Double, _ values: [Double]) -> Bool {
                abs(sum - values.reduce(0, +)) <= 1e-12 * abs(sum)
            }
            for metric in Metric.allCases { #expect(isNear(totals.values[metric], entries.map { $0.values[metric] })) }
            #expect(isNear(subject.value(totals.gained, scale), entries.map { subject.value($0.last7Days, scale) }))
            for month in totals.months.indices {
                #expect(
                    isNear(
                        subject.value(totals.months[month], scale),
                        entries.map { subject.value($0.months[month], scale) }))
            }
        }
    }

    /// The board line by line.
    private struct SimpleRows {
        let board: Leaderboard
        let scale: ExperienceScale
        var subject: Leaderboard.Subject { board.subject }
        let total: Double

        init(_ board: Leaderboard, _ scale: ExperienceScale) {
            self.board = board
            self.scale = scale
            total = board.entries.reduce(0) { $0 + max(0, board.subject.value($1.values, scale)) }
        }

        var nameWidth: Int {
            let widths = board.entries.map(\.user.displayWidth).sorted()
            return min(24, max(10, widths.isEmpty ? 0 : widths[widths.count * 19 / 20]))
        }

        func arranged(_ filter: String, _ sort: BoardSort) -> [LeaderboardEntry] {
            let words = WordFilter(filter)
            return board.entries.filter { words.passes(Array($0.user.lowercased().utf8)) }.enumerated()
                .sorted { left, right in
                    if sort.column == .name {
                        let (name, other) = (left.element.user, right.element.user)
                        return name == other ? left.offset < right.offset : (name < other) != sort.isDescending
                    }
                    let (key, other) = (key(of: sort.column, left.element), key(of: sort.column, right.element))
                    return key == other ? left.offset < right.offset : (key < other) != sort.isDescending
                }.map(\.element)
        }

        func median(_ values: [Double]) -> Double {
            guard !values.isEmpty else { return 0 }
            let middle = values.count / 2
            return values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
        }

        private func key(of column: BoardColumn, _ entry: LeaderboardEntry) -> Double {
            let value = subject.value(entry.values, scale)
            switch column {
            case .rank: return Double(entry.rank)
            case .change: if case .moved(let places) = entry.change { return Double(places) } else { return 1e9 }
            case .improved:
                if case .moved(let places) = entry.change { return Double(places) } else { return -.infinity }
            case .name: return 0
            case .level: return Double(subject.level(entry.allTime, scale) ?? 0)
            case .value: return value
            case .progress:
                guard case .metric(let metric) = subject else { return 0 }
                return scale.experience(metric, entry.allTime).map(ExperienceTable.progress) ?? 0
            case .gained: return subject.value(entry.last7Days, scale)
            case .share: return total > 0 ? value / total : 0
            case .trend: return entry.months.reduce(0) { $0 + subject.value($1, scale) }
            case .failureRate: return entry.values[.jobs] > 0 ? entry.values[.failedJobs] / entry.values[.jobs] : 0
            case .metric(let metric): return entry.values[metric]
            }
        }
    }
}
