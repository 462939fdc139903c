import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct ComparePaneTests {
    @Test func marksAreShownAndCompared() throws {
        var model = model()
        model.type(" ", .down, .down, " ")
        #expect(model.scene.marks == ["alice", "carol"])
        #expect(model.lines.filter { $0.contains("◆") }.count == 2)
        #expect(model.contains("2 marked"))
        model.type("c")
        let cpu = try #require(model.lines.first { $0.contains("CPU hours") })
        #expect(cpu.contains("♛    1,000.0") && cpu.contains("500.0"))
        let deaths = try #require(model.lines.first { $0.contains("Deaths") })
        #expect(!deaths.contains("♛"))
        model.type(.tab, .enter)
        #expect(model.user.user == "carol")
    }

    @Test func oneMarkStandsBesideTheSelection() {
        var model = model()
        model.type(" ", .down, "c")
        #expect(model.lines[3].contains("alice") && model.lines[3].contains("bob"))
    }

    @Test func noMoreThanFour() {
        var model = model()
        for _ in 0..<5 { model.type(" ", .down) }
        #expect(model.scene.marks == ["alice", "bob", "carol", "dave"])
        #expect(update(.key(" "), &model) == [])
        #expect(model.contains("4 players are marked already"))
        model.type("x")
        #expect(model.scene.marks == [])
    }

    /// A narrow screen shows as many as have room for their values, and Tab goes on to the others.
    @Test func aNarrowScreenShowsTheFocusedOne() {
        var model = model(width: 40, height: 12)
        for _ in 0..<4 { model.type(" ", .down) }
        model.type("c")
        #expect(model.lines[2].contains("◆ alice  ◆ bob") && model.lines[2].hasSuffix("›┃"))
        #expect(model.contains("CPU hours        ♛ 1,000    500.0"))
        model.type(.tab, .tab, .tab)
        #expect(model.lines[2].contains("‹ ◆ carol  ◆ dave") && !model.lines[2].contains("›"))
        model.type(.enter)
        #expect(model.user.user == "dave")
    }

    @Test func nobodyIsMarked() {
        var model = model()
        model.type("c")
        #expect(model.contains("No player is marked") && model.contains("Space marks a player"))
        model.type(.escape)
        #expect(model.shownNames.count == 5)
    }

    @Test func aMarkIsTakenAwayHere() {
        var model = model()
        model.type(" ", .down, " ", .down, " ", "c", .tab, " ")
        #expect(model.scene.marks == ["alice", "carol"])
    }
}
