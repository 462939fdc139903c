import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// Months that another program had counted are called that, on every pane that shows them.
@Suite struct ImportedMonthTests {
    private static func cluster(_ months: [String]) -> ClusterStandings {
        var cluster = smallCluster()
        cluster.importedMonths = months.map { Month($0)! }
        return cluster
    }

    private static let some = ["2019-05", "2019-06", "2026-03"]

    @Test(arguments: [(34, 7), (40, 12), (60, 10), (80, 24), (120, 36), (200, 50)])
    func `The board says so, however small it is`(width: Int, height: Int) {
        let lines = model([Self.cluster(Self.some)], width: width, height: height).lines
        #expect(lines[height - 2].contains("imported"), "\(lines[height - 2])")
        let without = model([Self.cluster([])], width: width, height: height).lines
        #expect(!without.contains { $0.contains("imported") })
    }

    @Test func `Where no step is known, that is said, and the imported months too`() {
        var cluster = Self.cluster(Self.some)
        cluster.memoryIsCollected = false
        var model = model([cluster], width: 120, height: 36)
        while model.scene.subject != .metric(.averageMemory) { model.type("]") }
        #expect(model.lines.contains { $0.contains("imported") }, "\(model.lines)")
    }

    @Test func `Only the chosen cluster's are told`() {
        var other = smallCluster()
        other.cluster = "negishi"
        var model = model([Self.cluster(Self.some), other], width: 120, height: 36)
        #expect(ImportedNote(model.scene)?.brief == "3 imported months")
        model.scene.cluster = "negishi"
        #expect(ImportedNote(model.scene) == nil)
    }

    /// December 2025 to November 2026; March 2026 is the fourth.
    @Test(arguments: [(80, 24), (120, 36), (200, 50)])
    func `The months of a comparison have small letters`(width: Int, height: Int) throws {
        func lines(_ months: [String]) -> [String] {
            var model = model([Self.cluster(months)], width: width, height: height)
            model.type(" ", .down, " ", "c", .down)
            return model.lines
        }
        func letters(_ lines: [String]) -> [Character] {
            // The first player's.
            let line = lines.first { $0.contains("small: imported") || $0.contains("J") && $0.contains("F") } ?? ""
            return Array(line.drop { $0 != "D" }.filter { $0 != " " }.prefix(12))
        }
        #expect(letters(lines(Self.some)) == Array("DJFmAMJJASON"))
        #expect(lines(Self.some).contains { $0.contains("small: imported") })
        #expect(letters(lines([])) == Array("DJFMAMJJASON"))
        #expect(!lines([]).contains { $0.contains("imported") })
    }

    @Test func `Health tells them of each cluster on a wide screen`() throws {
        var model = model([Self.cluster(Self.some), largeCluster(count: 3)], width: 200, height: 50)
        model.type("3")
        _ = update(.answered(World().answer(.health), at: sampleNow), &model)
        let lines = model.lines
        let head = try #require(lines.firstIndex { $0.contains("All clusters") })
        let table = lines[head...].prefix(4).joined(separator: "\n")
        #expect(table.contains("3 months") && table.contains("bell") && table.contains("hammer"))
        model.scene.size = Size(width: 120, height: 36)
        #expect(!model.contains("All clusters"))
    }

    @Test func `The user's months have small letters`() throws {
        var model = model([Self.cluster(Self.some)], width: 120, height: 60)
        model.type(.enter)
        var part = UserHistory.Part(cluster: Self.cluster([]).cluster)
        part.months = [Month("2026-03")!: UserTotals(), Month("2026-04")!: UserTotals()]
        part.importedMonths = [Month("2026-03")!]
        var whole = UserTotals()
        whole.jobs = 3
        whole.states[.completed] = 3
        part.allTime = whole
        let history = UserHistory(user: "alice", parts: [part])
        _ = update(.answered(.history(history), at: sampleNow), &model)
        let lines = model.lines
        #expect(lines.contains { $0.contains("small letters: imported") }, "\(lines)")
        #expect(lines.contains { $0.contains("some imported") })
        // December 2024 to November 2026; March 2026 is the 16th.
        let letters = try #require(lines.first { $0.contains("D J F M A M J J") || $0.contains("D  J  F  M  A  M") })
        #expect(letters.split(separator: " ").map(String.init).contains("m"))
        let document = model.pane.export(model.scene)
        let months = try #require(document.tables.first { $0.name == "months" })
        let march = try #require(months.rows.first { $0[0].text == "2026-03" })
        #expect(march[1].text == "imported")
        #expect(months.rows.filter { $0[1].text == "imported" }.count == 1)
        // Whose own months were all read from the accounting is not told of others'.
        part.importedMonths = []
        _ = update(.answered(.history(UserHistory(user: "alice", parts: [part])), at: sampleNow), &model)
        #expect(!model.lines.contains { $0.contains("some imported") || $0.contains("small letters") })
    }
}
