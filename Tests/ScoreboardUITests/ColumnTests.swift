import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

/// Which columns are shown, in which order, and by which the board is sorted.
@Suite struct ColumnTests {
    /// The titles of the header line, from left to right.
    private func titles(_ model: Model) -> [Substring] {
        model.lines[4].dropFirst().dropLast().split(separator: "  ", omittingEmptySubsequences: true)
            .map { Substring($0.trimmingPrefix(" ")) }.filter { !$0.allSatisfy { $0 == " " } }
    }

    private func shown(_ model: Model) -> [String] { model.board.columns.map(\.key) }

    // MARK: - The chooser

    @Test func spaceHidesAndShows() {
        var model = model()
        model.type("o")
        #expect(model.scope == .columns)
        #expect(model.contains("[✓] XP"))
        model.type(.home, .down, .down, .down, " ")
        #expect(!shown(model).contains("level"))
        #expect(model.contains("[ ] Level"))
        model.type(" ")
        #expect(shown(model).contains("level"))
        model.type(" ", .enter)
        #expect(model.scope == .board)
        #expect(!model.lines[4].contains("Level"))
        #expect(model.lines[4].contains("Progress to next"))
    }

    @Test(arguments: [Key.function(2), .escape, .enter, "q", "o"])
    func whatWasChosenStaysHoweverTheListIsLeft(key: Key) {
        var model = model()
        model.type("o", .home, .down, .down, .down, " ", key)
        #expect(model.scope == .board)
        #expect(!shown(model).contains("level"))
    }

    @Test(arguments: [24, 36])
    func rankAndNameStay(height: Int) {
        var model = model(width: 80, height: height)
        model.type("o", .home, " ")
        #expect(model.contains("Rank and name are always shown"))
        model.type(.down, .down, " ")
        #expect(model.contains("Rank and name are always shown"))
        #expect(shown(model).starts(with: ["rank", "change", "user"]))
        // The change of rank may go; it does not move.
        model.type(.up, " ")
        #expect(shown(model).starts(with: ["rank", "user", "level"]))
        model.type("J")
        #expect(model.contains("stay at the left"))
    }

    @Test(arguments: [("J", "K"), (">", "<")])
    func columnsMoveAndTheSelectionGoesAlong(right: Key, left: Key) {
        var model = model()
        model.type("o", .home, .down, .down, .down, right)
        #expect(shown(model).dropFirst(3).prefix(3) == ["xp", "level", "progress"])
        model.type(right)
        #expect(shown(model).dropFirst(3).prefix(3) == ["xp", "progress", "level"])
        model.type(left, left)
        #expect(shown(model).dropFirst(3).prefix(3) == ["level", "xp", "progress"])
        // The first place is the end of the way.
        model.type(left)
        #expect(shown(model).dropFirst(3).prefix(3) == ["level", "xp", "progress"])
        model.type(right, "d")
        #expect(model.scene.columns == .standard)
    }

    @Test func theMouseTogglesAndLeaves() throws {
        var model = model()
        model.type("o")
        let y = try #require(model.lines.firstIndex { $0.contains("] Share of all") })
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 60, y: y))), &model)
        #expect(!shown(model).contains("share"))
        #expect(model.scope == .columns)
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 1, y: y))), &model)
        #expect(model.scope == .board)
        #expect(!shown(model).contains("share"))
    }

    @Test func withNothingButNamesThereIsABoard() {
        var model = model()
        model.type("o", .home)
        for _ in model.board.columns { model.type(" ", .down) }
        model.type(.escape, .tab, .tab, "s", .left, .right)
        #expect(shown(model) == ["rank", "user"])
        #expect(model.board.focus == .name)
        #expect(model.shownNames == ["alice", "bob", "carol", "dave", "eve"])
    }

    // MARK: - One choice for all boards

    @Test func oneChoiceIsForAllBoardsByKind() {
        var model = model()
        // Gained before the level: on Overall, which has no progress, as on the skills, and on deaths, which has neither.
        model.type("o", .home, .down, .down, .down, .down, .down, .down, "K", "K", "K")
        #expect(shown(model).dropFirst(3).prefix(4) == ["gained", "level", "xp", "progress"])
        model.type(.enter, "m", .home, .enter)
        #expect(shown(model).dropFirst(3).prefix(4) == ["gained", "level", "xp", "share"])
        model.type("m", .home)
        for _ in 0..<7 { model.type(.down) }
        model.type(.enter)
        #expect(model.board.subject == .metric(.failedJobs))
        #expect(shown(model).dropFirst(3).prefix(3) == ["gained", "xp", "failure_rate"])
    }

    @Test func aColumnThatABoardLacksKeepsItsNeighbours() {
        var choice = ColumnChoice.standard
        // On Overall the neighbours are value and gained; progress and the failures of other boards stand between them.
        choice.move(.gained, by: -1, among: [.level, .value, .gained, .share])
        #expect(choice.order.prefix(5) == [.level, .gained, .value, .progress, .failureRate])
        choice.move(.gained, by: 1, among: [.level, .value, .gained, .share])
        #expect(choice.order.prefix(5) == [.level, .value, .gained, .progress, .failureRate])
    }

    @Test func listsThatLackColumnsAreCompleted() {
        let choice = ColumnChoice(
            order: [.share, .share, .rank, .level, .improved], hidden: [.name, .rank, .trend, .improved])
        #expect(choice.order.count == ColumnChoice.standard.order.count)
        #expect(Set(choice.order).count == choice.order.count)
        // The value usually stands behind the level, the charts behind the share.
        let level = choice.order.firstIndex(of: .level)!
        #expect(choice.order[level + 1] == .value)
        #expect(choice.order.prefix(2) == [.share, .trend])
        #expect(choice.hidden == [.trend])
        #expect(ColumnChoice(order: [], hidden: []) == .standard)
    }

    // MARK: - Narrow screens

    @Test func narrowScreensDropWhatMattersLeast() {
        var model = model(width: 60, height: 20)
        #expect(model.lines[4].contains("XP") && !model.lines[4].contains("Share"))
        // With an order of one's own, what stands further left stays longer.
        model.type("o", .home)
        for _ in 0..<7 { model.type(.down) }
        for _ in 0..<4 { model.type("K") }
        model.type(.enter)
        #expect(shown(model).dropFirst(3).first == "share")
        #expect(model.lines[4].contains("Share"))
        #expect(titles(model).first?.hasPrefix("Rank") == true)
    }

    // MARK: - The sort menu

    @Test func theMenuSortsAndThePresentOneInverts() {
        var model = model()
        model.type("S")
        #expect(model.contains("● XP ▼"))
        #expect(model.contains("largest first, again to invert"))
        model.type(.enter)
        #expect(model.shownNames == ["eve", "dave", "bob", "carol", "alice"])
        model.type(.function(6))
        #expect(model.contains("● XP ▲"))
        model.type(.home, .down, .down, .down, .enter)
        #expect(model.board.sort == BoardSort(.name))
        #expect(model.board.focus == .name)
    }

    /// Ranks of now: alice 1, bob and carol 2, dave 4, eve 5. Before: bob 500 and dave 20 as now, alice 100, eve 3, and
    /// carol without jobs: bob 1, alice 2, dave 3, eve 4. So alice gained one, all others lost one, carol is new.
    @Test func mostImprovedAndNewcomersAreOnTop() {
        var model = model()
        model.type(.end, "S", .home, .enter)
        #expect(model.shownNames == ["alice", "bob", "dave", "eve", "carol"])
        #expect(model.board.selectedRow == 0)
        #expect(model.contains("Sort Most improved ▼"))
        model.type("S", .home, .down, .enter)
        #expect(model.shownNames == ["carol", "alice", "bob", "dave", "eve"])
        // Another board keeps the order.
        model.type("]")
        #expect(model.board.sort == BoardSort(.change))
    }

    @Test func theMenuHasEveryColumnAlsoHiddenOnes() {
        var model = model(height: 40)
        model.type("o", .home, .down, .down, .down, " ", .escape, "S")
        for metric in Metric.allCases where metric != .coreHours { #expect(model.contains(metric.title), "\(metric)") }
        for title in [
            "Rank", "Name", "Level", "XP", "Progress to next", "Gained in 7 days", "Share of all", "12 months",
        ] {
            #expect(model.contains(title), "\(title)")
        }
        model.type(.home, .down, .down, .down, .down, .enter)
        #expect(model.board.sort == BoardSort(.level))
        // The column is hidden: the line above says what orders.
        #expect(model.contains("Sort Level ▼"))
    }
}
