import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct UserPaneTests {
    private func asked(_ effects: [Effect]) -> [String] {
        effects.compactMap { if case .ask(.history(let user, _, _)) = $0 { user } else { nil } }
    }

    private func line(_ title: String, _ model: Model) throws -> String {
        try #require(model.lines.first { $0.dropFirst(2).drop { $0 == " " || $0 == "▶" }.hasPrefix(title) })
    }

    /// alice has 1000 of 2023 core-hours in 30 days, 5000 and 10,000 in the longer windows, where the others grow alike.
    @Test func ranksLevelsAndSharesInThreeWindows() throws {
        var model = model()
        model.type(.enter)
        let cpu = try line("CPU hours", model)
        #expect(cpu.split(separator: " ").filter { $0 == "#1" }.count == 3)
        #expect(cpu.split(separator: " ").filter { $0 == "49.4%" }.count == 3)
        for part in ["27", "1,000.0", "5,000.0", "10,000.0"] { #expect(cpu.contains(part), "\(part)") }
        model.type("]", "]")
        #expect(model.user.user == "carol")
        // bob and carol share the second place; of 120 GPU-hours carol has 80.
        #expect(try line("CPU hours", model).split(separator: " ").filter { $0 == "#2" }.count == 3)
        #expect(try line("GPU hours", model).contains("66.7%"))
        #expect(try line("Deaths", model).contains("#1"))
    }

    /// What changed while another pane was seen is shown as if the pane had been opened only then.
    @Test func itKeepsUpUnseen() {
        var (left, fresh) = (model(), model())
        left.type(.enter)
        left.type(.escape)
        for key in [Key.character("w"), .up, .enter] {
            left.type(key)
            fresh.type(key)
        }
        #expect(left.scene.window == fresh.scene.window && left.scene.window != model().scene.window)
        left.type(.enter)
        fresh.type(.enter)
        #expect(left.lines == fresh.lines)
    }

    /// On a narrow screen whole columns are left out, and no number is cut.
    @Test func aNarrowTableKeepsTheValues() throws {
        func shown(_ width: Int) throws -> (head: String, cpu: String) {
            var model = model(width: width, height: 20)
            model.type(.enter)
            return (try line("Skill  ", model), try line("CPU hours", model))
        }
        let (middle, narrow, least) = (try shown(60), try shown(40), try shown(34))
        for title in ["Level", "Value", "Rank", "Share"] { #expect(middle.head.contains(title), "\(title)") }
        #expect(narrow.head.contains("Value") && !narrow.head.contains("Level") && !narrow.head.contains("Ra"))
        #expect(narrow.cpu.contains("1,000.0") && least.cpu.contains("1,000.0"))
    }

    /// Where a theme underlines what is chosen, the line ends with the words.
    @Test func whatIsChosenIsMarkedAlone() throws {
        var model = model(width: 80, height: 24)
        model.type(.enter)
        let frame = render(model)
        let row = try #require(model.lines.firstIndex { $0.contains("▶ CPU hours") })
        let head = try #require(model.lines.firstIndex { $0.contains("[30d]") && !$0.contains("Cluster") })
        #expect((0..<80).filter { frame[$0, row].role == .tabActive }.count == "CPU hours".count)
        #expect((0..<80).filter { frame[$0, head].role == .tabActive }.count == "[30d]".count)
    }

    @Test func onePlayerIsNoPlural() {
        var alone = smallCluster()
        alone.users = [alone.users[0]]
        var model = model([alone], width: 80, height: 24)
        model.type(.enter)
        #expect(model.contains("of 1 player in 30d"))
    }

    /// alice gained 100, 1000 and 5000 core-hours. Of the days, which go 160, 320, 480, 640 backwards five days apart, the
    /// first of 640 is 295 days ago; 640 and 480 fall into one week first in that of 11 May. 8,000 core-hours are older
    /// than the months that are known, and 2,240 more are together on 21 February.
    @Test func gainsRecordsAndAchievements() throws {
        var model = model(width: 200, height: 70)
        model.type(.enter)
        #expect(model.contains("Achievements") && model.contains("reading…"))
        let history = World().history("alice", ["hammer"], sampleNow.day)
        _ = update(.answered(.history(history), at: sampleNow), &model)
        func fields(_ first: String, after title: String) throws -> [String] {
            let lines = model.lines
            let start = try #require(lines.firstIndex { $0.contains(title) })
            let line = try #require(lines[start...].first { $0.contains(first) })
            let place = try #require(line.range(of: first))
            return line[place.upperBound...].split(separator: " ").map(String.init)
        }
        #expect(try fields("  CPU hours  ", after: "Gained").prefix(3) == ["+100.0", "+1,000.0", "+5,000.0"])
        #expect(try fields("Best day", after: "records").prefix(2) == ["640.0", "2026-02-01"])
        #expect(try fields("Best week", after: "records").prefix(3) == ["1,120.0", "from", "2026-05-11"])
        #expect(try fields("10k CPU hours", after: "Achievements").first == "2026-02-21")
        #expect(try fields("1k CPU hours", after: "Achievements").prefix(2) == ["before", "2024-12"])
        #expect(try fields("100k CPU hours", after: "Achievements").contains("32,000.0"))
        #expect(model.lines[1].contains("Since before 2024-12"))
        // Another metric has other records.
        model.type(.tab)
        #expect(try fields("Best day", after: "Wall hours: records").first == "10.0")
    }

    @Test func oneHistoryIsReadAtATimeAndTheLastOneWins() {
        var model = model()
        #expect(asked(model.type(.enter)) == ["alice"])
        #expect(asked(model.type("]", "]")) == [])
        let world = World()
        let late = update(.answered(.history(world.history("alice", ["hammer"], sampleNow.day)), at: sampleNow), &model)
        #expect(asked(late) == ["carol"])
        #expect(model.contains("reading…"))
        _ = update(.answered(.history(world.history("carol", ["hammer"], sampleNow.day)), at: sampleNow), &model)
        #expect(!model.contains("reading…") && model.contains("9 deaths"))
        #expect(asked(update(.tick(sampleNow + 1), &model)) == [])
        // New standings: the history is read again, and the old one is shown meanwhile.
        let again = update(.loaded([smallCluster(ageSeconds: 1)], at: sampleNow + 2), &model)
        #expect(asked(again) == ["carol"])
        #expect(model.contains("9 deaths"))
    }

    @Test func onlyClustersOfThePlayerAreAsked() {
        let other = ClusterStandings(
            cluster: "bell", asOf: sampleNow, today: sampleNow.day, users: [standing("zed", cpu: 9)])
        var model = model([smallCluster(), other])
        let effects = model.type(.enter)
        #expect(effects == [.ask(.history(user: "alice", clusters: ["hammer"], today: sampleNow.day))])
    }

    @Test func theBoardsSelectionGoesAlong() {
        var model = model()
        model.type(.enter, "]", "]", "]")
        #expect(model.user.user == "dave")
        model.type("]", "]")
        #expect(model.contains("last player of the board"))
        model.type("[", .escape)
        #expect(model.board.selectedUser == "dave")
    }

    @Test func problemsAreSaidAndTheRestIsShown() {
        var model = model()
        let world = World(isBroken: true)
        world.update(.key(.enter), &model)
        #expect(model.contains("Not everything could be read"))
        #expect(model.contains("its checksum does not match"))
        #expect(model.contains("CPU hours by month"))
    }

    @Test func tabAndClickChooseTheChart() throws {
        var model = model()
        World().update(.key(.enter), &model)
        model.type(.tab, .tab)
        #expect(model.contains("GPU hours by month"))
        let y = try #require(model.lines.firstIndex { $0.contains("Deaths") })
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 6, y: y))), &model)
        #expect(model.contains("Deaths by month"))
    }

    @Test func whoIsNotOnTheChosenClusterIsSaid() {
        let other = ClusterStandings(
            cluster: "bell", asOf: sampleNow, today: sampleNow.day, users: [standing("zed", cpu: 9)])
        var model = model([smallCluster(), other])
        model.type(.enter, "g", .end, .enter)
        #expect(model.contains("alice has no ended job here"))
    }

    /// 23 November 2026 is a Monday: the strip's last week has one day.
    @Test func theCalendarEndsToday() {
        let today = Day(year: 2026, month: 11, day: 23)!
        let calendar = DayCalendar(today: today, values: [today: 4, today.adding(days: -1): 1], width: 14)
        var buffer = ScreenBuffer(size: Size(width: 14, height: 8))
        calendar.render(into: &buffer, buffer.bounds)
        let rows = (0..<8).map { buffer.row($0).map(\.glyph).joined() }
        #expect(rows[1] == "Mon ·········■")
        #expect(rows[2] == "    ········· ")
        // The lesser one of two days is in the second quarter.
        #expect(rows[7] == "    ········▤ ")
        #expect(calendar.best?.day == today)
    }
}
