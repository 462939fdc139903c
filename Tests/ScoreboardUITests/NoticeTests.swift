import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// Each state without a board says what happened, where, and what to do.
@Suite struct NoticeTests {
    @Test func loadingSaysWhatIsRead() {
        let model = Model(
            size: Size(width: 80, height: 24), now: sampleNow, options: BoardOptions(root: "/data/scoreboard"))
        #expect(model.contains("Reading the boards") && model.contains("/data/scoreboard"))
    }

    @Test(arguments: [
        (LoadProblem.missingRoot, ["/data/scoreboard does not exist.", "--poll --cluster NAME --once", "--demo"]),
        (.unreadableRoot, ["permission denied", "chmod a+rX", "--root DIRECTORY"]),
        (
            .failed("boards.bin: cut short at byte 12\nsecond line"),
            ["boards.bin: cut short at byte 12", "second line", "slurm-sb leaderboards --rebuild", "r reads"]
        ),
    ])
    func problems(problem: LoadProblem, words: [String]) {
        var model = Model(
            size: Size(width: 80, height: 24), now: sampleNow, options: BoardOptions(root: "/data/scoreboard"))
        _ = update(.loadFailed(problem, at: sampleNow), &model)
        for word in words { #expect(model.contains(word), "\(word)") }
        // It comes back by itself.
        #expect(model.type("r") == [.load])
        _ = update(.loaded([smallCluster()], at: sampleNow), &model)
        #expect(model.shownNames.count == 5)
    }

    @Test func emptyRoot() {
        let model = model([])
        #expect(model.contains("No cluster has been polled yet"))
        #expect(model.contains("slurm-sb-tui --poll --cluster NAME --once") && model.contains("--demo"))
    }

    @Test func clusterWithoutJobs() {
        let empty = ClusterStandings(cluster: "bell", asOf: sampleNow, today: sampleNow.day, users: [])
        #expect(model([empty]).contains("slurm-sb-tui --poll --cluster bell --backfill-start YYYY-MM"))
    }

    @Test func windowWithoutJobs() {
        var old = standing("alice", cpu: 0)
        old.allTime[.jobs] = 5
        old.allTime[.coreHours] = 50
        let cluster = ClusterStandings(cluster: "bell", asOf: sampleNow, today: sampleNow.day, users: [old])
        var model = model([cluster])
        #expect(model.contains("No job ended in this window"))
        model.type("w", .home, .enter)
        #expect(model.shownNames == ["alice"])
    }

    @Test func tooSmallSaysSoAndRecovers() {
        var model = model()
        let before = render(model)
        _ = update(.resized(Size(width: 30, height: 6)), &model)
        #expect(model.contains("Too small: 30x6") && model.contains("needs 34x7"))
        for size in [(0, 0), (1, 1), (5, 1), (1, 40), (33, 40), (200, 2)] {
            _ = update(.resized(Size(width: size.0, height: size.1)), &model)
            #expect(render(model).size == Size(width: size.0, height: size.1))
            model.type(.down, .tab, .up, .backTab)
        }
        _ = update(.resized(Size(width: 120, height: 36)), &model)
        #expect(render(model) == before)
    }
}
