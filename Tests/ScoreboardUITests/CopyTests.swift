import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The selected row on the clipboard.
@Suite struct CopyTests {
    private func copied(_ keys: Key..., world: World = World(), standings: [ClusterStandings] = [smallCluster()])
        -> String?
    {
        var model = model(standings)
        for key in keys { world.update(.key(key), &model) }
        for effect in model.type("y") { if case .copy(let text) = effect { return text } }
        #expect(model.contains("Nothing is selected here"))
        return nil
    }

    @Test func theBoardsRow() throws {
        // bob is second with 500 of 2023, level 20 by 5,000 XP (4,470 to 5,018), and 50 of the last seven days.
        let text = try #require(copied(.down))
        #expect(text.hasPrefix("bob\t2\t500.0\t20\t+50.0\t24.7%\t"))
        #expect(text.split(separator: "\t", omittingEmptySubsequences: false).count == 6 + Metric.allCases.count - 1)
    }

    @Test func rowsOfTheOtherPanes() throws {
        #expect(try #require(copied(.enter)).hasPrefix("alice\t1\t1,000.0\tCPU hours\t30d\ttotal level "))
        #expect(try #require(copied("3")).hasPrefix("bell\t1m ago\t2026-11-23T11:59:00Z"))
        #expect(try #require(copied("4", .down)).hasPrefix("bell\t2026-10\t2,000\t2,048\t97.7%\t"))
        #expect(copied(" ", .down, " ", "c", .down) == "CPU hours\talice\t1,000.0\tbob\t500.0")
        #expect(copied("7") == nil)
        #expect(copied(standings: []) == nil)
    }

    @Test func whatIsPastedIntoAShellIsOneLine() throws {
        var cluster = smallCluster()
        cluster.users[0].user = "alice\nrm -rf\t~\u{1B}"
        let text = try #require(copied(standings: [cluster]))
        #expect(text.hasPrefix("alice␊rm -rf␉~␛\t1\t"))
        #expect(!text.contains("\n") && !text.contains("\u{1B}"))
    }

    @Test func itIsSaidWhatWasCopied() {
        var model = model()
        model.type("y")
        #expect(model.contains("Copied the row of alice, if OSC 52 is allowed (in tmux: set-clipboard on)."))
        _ = update(.copyRefused, &model)
        #expect(model.contains("no clipboard") && !model.contains("Copied"))
    }
}
