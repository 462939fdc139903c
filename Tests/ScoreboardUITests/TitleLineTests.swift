import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The top line on screens of every width: what goes first, and what stays.
@Suite struct TitleLineTests {
    private func line(_ standings: [ClusterStandings], width: Int, pressing keys: String = "") -> String {
        var model = model(standings, width: width)
        model.type(keys)
        return model.lines[0]
    }

    private let old = [smallCluster("bell"), smallCluster(ageSeconds: 4 * 3600)]

    /// The names of the panes are more than whose age it is.
    @Test func eightyColumnsNameThePanesAlsoOfOldData() {
        let names = "[1 Board] 2 User 3 Health 4 Bloom 5 Poller 6 Live 7 Compare"
        #expect(line(old, width: 80).contains("♛ \(names) "))
        #expect(line(old, width: 80).hasSuffix(" 4h stale ━┓"))
        #expect(line([smallCluster(ageSeconds: 50 * 3600)], width: 80).hasSuffix(" 2d STALE ━┓"))
        #expect(line([smallCluster()], width: 80, pressing: "z").contains("♛ \(names) "))
        #expect(line(old, width: 80, pressing: "3").contains(" 1 Board 2 User [3 Health] 4 Bloom 5 Poller "))
    }

    @Test func aWideLineSaysWhose() {
        #expect(line(old, width: 150).contains(" hammer updated 4h ago, stale  ● 2 clusters "))
        #expect(line(old, width: 120).contains(" hammer 4h ago, stale "))
    }

    /// A click finds the tab that is drawn there, also where tabs share a column.
    @Test(arguments: [80, 100, 150])
    func everyTabIsWhereItIsDrawn(width: Int) {
        let model = model(old, width: width)
        let characters = Array(model.lines[0])
        for (index, pane) in PaneRegistry.all.enumerated() {
            let name = Array("\(index + 1) \(pane.title)")
            guard let x = characters.indices.first(where: { characters[$0...].starts(with: name) }) else {
                Issue.record("\(pane.title) at \(width)")
                continue
            }
            for column in x..<x + name.count { #expect(TitleLine(model).tab(at: column) == index) }
        }
    }
}
