import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// Frames kept as files in `Snapshots/`, for people to review. `RECORD_SNAPSHOTS=1 swift test` writes them; a file that
/// is missing is a failure.
@Suite struct FrameTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots")

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var width = 80
        var height = 24
        var standings = [smallCluster(), largeCluster(count: 40)]
        var options = BoardOptions(root: "/data/scoreboard", me: "bob")
        var glyphs = Glyphs.unicode
        var keys: [Key] = []
        var problem: LoadProblem?
        var isLoaded = true
        var pane: String?
        /// What the panes' questions are answered with.
        var world = World()
        var testDescription: String { name }

        var frame: ScreenBuffer {
            var model = Model(
                size: Size(width: width, height: height), glyphs: glyphs, now: sampleNow, options: options, pane: pane)
            if let problem {
                world.update(.loadFailed(problem, at: sampleNow), &model)
            } else if isLoaded {
                world.update(.loaded(standings, at: sampleNow), &model)
            }
            for key in keys { world.update(.key(key), &model) }
            return render(model)
        }
    }

    static func keys(_ text: String) -> [Key] { text.map { .character($0) } }

    /// In its final state: nothing moves.
    private static let deluxe: BoardOptions = {
        var options = BoardOptions(root: "/data/scoreboard", me: "bob")
        options.deluxe = true
        options.motion = false
        return options
    }()

    /// Some of its months were counted by another program.
    private static let imported: ClusterStandings = {
        var cluster = smallCluster()
        cluster.importedMonths = ["2019-05", "2026-03", "2026-10"].map { Month($0)! }
        return cluster
    }()

    static let cases: [Case] = [
        Case(name: "board-80x24", keys: [.down, .down]),
        Case(name: "board-120x36", width: 120, height: 36, keys: [.down, .down]),
        Case(name: "board-200x50", width: 200, height: 50),
        Case(name: "board-60x10", width: 60, height: 10, keys: [.down]),
        Case(name: "too-small", width: 30, height: 6),
        Case(name: "ascii", glyphs: .ascii, keys: [.down]),
        Case(name: "linux-console", glyphs: .linuxConsole, keys: [.down]),
        Case(name: "overall", options: BoardOptions(root: "/data", subject: .overall)),
        Case(name: "deaths", options: BoardOptions(root: "/data", subject: .metric(.failedJobs))),
        Case(name: "memory", options: BoardOptions(root: "/data", window: .allTime, subject: .metric(.maxMemory))),
        Case(name: "columns-scrolled", keys: [.tab, .tab, .tab, .tab, .tab, .tab, .tab, "s"]),
        Case(name: "filter", keys: [.character("f")] + keys("user !3")),
        Case(name: "filter-kept", keys: [.character("f")] + keys("user !3") + [.enter]),
        Case(name: "filter-nothing", keys: [.character("f")] + keys("nobody") + [.enter]),
        Case(name: "search", keys: [.character("/")] + keys("er1") + [.enter, "n"]),
        Case(name: "help", keys: ["?"]),
        Case(name: "help-filtered", keys: ["?", "/"] + keys("sort") + [.enter]),
        Case(name: "metric-chooser", keys: ["m", .down, .down]),
        Case(name: "cluster-chooser", keys: ["g"]),
        Case(name: "empty", standings: []),
        Case(name: "missing-root", problem: .missingRoot),
        Case(name: "error", problem: .failed("/data/scoreboard/leaderboards/boards.bin is cut short at byte 4096")),
        Case(name: "loading", isLoaded: false),
        Case(name: "stale", standings: [smallCluster(ageSeconds: 200_000)]),
        Case(name: "user-80x24", keys: [.enter]),
        Case(name: "user-80x24-below", keys: [.enter, .pageDown, .tab]),
        Case(name: "user-120x36", width: 120, height: 36, keys: [.enter]),
        Case(name: "user-200x50", width: 200, height: 50, keys: [.enter]),
        Case(name: "user-60x10-ascii", width: 60, height: 10, glyphs: .ascii, keys: [.enter]),
        Case(name: "user-hostile", width: 120, height: 36, keys: [.home, .down, .down, .enter]),
        Case(name: "user-reading", keys: [.enter], world: World(isSilent: true)),
        Case(name: "user-unreadable", keys: [.enter], world: World(isBroken: true)),
        Case(name: "compare-80x24", keys: [" ", .down, " ", "c"]),
        Case(
            name: "compare-120x36", width: 120, height: 36,
            keys: [" ", .down, " ", .down, " ", .down, " ", "c", .down, .tab]),
        Case(
            name: "compare-200x50", width: 200, height: 50, standings: [imported, largeCluster(count: 40)],
            keys: [" ", .down, " ", .down, " ", "c", .down]),
        Case(name: "compare-nobody", keys: ["7"]),
        Case(name: "health-80x24", pane: "health"),
        Case(name: "health-120x36", width: 120, height: 36, keys: ["3", .down, "d"]),
        Case(
            name: "health-200x50-ascii", width: 200, height: 50, standings: [imported, largeCluster(count: 40)],
            glyphs: .ascii, keys: ["3", "d"]),
        Case(name: "health-broken", width: 120, height: 36, keys: ["3", .down, "d"], world: World(isBroken: true)),
        Case(name: "health-empty", standings: [], pane: "health", world: World(isEmpty: true)),
        Case(name: "bloom-80x24", pane: "bloom"),
        Case(name: "bloom-120x36", width: 120, height: 36, keys: ["4", .down, .down]),
        Case(name: "bloom-broken", keys: ["4"], world: World(isBroken: true)),
        Case(name: "bloom-empty", standings: [], pane: "bloom", world: World(isEmpty: true)),
        Case(name: "live-80x24", keys: ["6", .down]),
        Case(name: "live-120x36", width: 120, height: 36, keys: ["6", .down, .down, .tab, "s"]),
        Case(name: "poller-80x24", keys: ["5", "p"]),
        Case(name: "poller-watching-120x36", width: 120, height: 36, keys: ["5", .down, .down]),
        Case(name: "poller-leaving", width: 120, height: 36, glyphs: .ascii, keys: ["5", "p", "Q"]),
        Case(name: "user-help", keys: [.enter, "?"]),
        Case(name: "column-chooser", keys: ["o", .down, .down, " ", .down, .down, "K"]),
        Case(name: "sort-menu", width: 120, height: 36, keys: ["S", .home, .enter, "S"]),
        Case(
            name: "no-levels", width: 120, height: 36,
            options: {
                var options = BoardOptions(root: "/data", subject: .overall)
                options.scale.hasLevels = false
                return options
            }(), keys: ["z", .down]),
        Case(name: "deluxe-board", width: 120, options: deluxe, keys: [.down, .down]),
        Case(name: "deluxe-user", width: 120, height: 50, options: deluxe, keys: [.enter]),
        Case(name: "command", keys: [":"] + keys("so") + [.tab]),
        Case(name: "command-argument", width: 120, height: 36, keys: [":"] + keys("user user1")),
        Case(name: "deep", standings: [largeCluster(count: 5000)], keys: [.end, .pageUp, .up, .up]),
    ]

    @Test(arguments: cases)
    func frame(sample: Case) throws {
        let text = FrameText.encode(sample.frame, name: sample.name)
        let file = FrameTests.folder.appendingPathComponent("\(sample.name).txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(at: FrameTests.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        let known = try #require(
            recorded, "\(file.lastPathComponent) is missing: RECORD_SNAPSHOTS=1 swift test records it")
        #expect(text == known)
        expectSound(sample.frame)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == nil))
    func noFrameIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: FrameTests.folder.path)
        #expect(Set(files) == Set(FrameTests.cases.map { "\($0.name).txt" }))
        #expect(files.count <= 60)
    }
}
