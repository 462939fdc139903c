import Foundation
import Testing

/// `--plain` and `--backend ansi`: everything as lines.
@Suite struct PlainLinesTests {
    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End"
    private static let panes = ["leaderboard", "user", "health", "bloom", "poller", "live", "compare"]

    /// zoe 30 core-hours, ann 20 on hammer and 5 on bell, bob 10, and names that a terminal or a spreadsheet would obey.
    private func root() throws -> Root {
        let root = Root()
        func rows(_ users: [(String, Int)], from id: Int) -> String {
            RowSamples.text(
                Self.header,
                users.enumerated().map {
                    "\(id + $0)|\($1.0)|COMPLETED|\($1.1 * 3600)|1|1|1G|cpu=1|2026-11-01T00:00:00|2026-11-01T00:00:00|2026-11-20T00:00:00"
                })
        }
        let hammer = rows([("zoe", 30), ("ann", 20), ("bob", 10), ("=1+1", 3), ("evil\u{1B}[31m", 2)], from: 1)
        try root.ingest("hammer", [try root.directory.write(hammer, to: "hammer")])
        try root.ingest("bell", [try root.directory.write(rows([("ann", 5)], from: 1), to: "bell")])
        return root
    }

    private func board(_ root: Root, _ arguments: [String], environment: [String: String] = [:]) throws
        -> Binary.Outcome
    {
        try Binary.run(
            ["--root", root.path, "--now", Root.now] + arguments,
            environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"].merging(environment) { $1 })
    }

    private func rows(_ outcome: Binary.Outcome) -> [[Substring]] {
        outcome.lines.drop { !$0.hasPrefix("Rank") }.dropFirst().map { $0.split(separator: " ") }
    }

    @Test(arguments: panes)
    func plainIsTextAndNewlines(pane: String) throws {
        let root = try root()
        for arguments in [["--plain"], [], ["--backend", "ansi", "--no-color"]] {
            let outcome = try board(root, arguments + ["--pane", pane])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.hasPrefix("SLURM SCOREBOARD: "))
            #expect(outcome.output.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F }, "\(pane) \(arguments)")
            #expect(!outcome.text.contains(" \n"), "no line ends in spaces")
        }
        for (arguments, locale) in [([], "C"), (["--ascii"], "C.UTF-8")] {
            let ascii = try board(root, ["--plain", "--pane", pane] + arguments, environment: ["LC_ALL": locale])
            #expect(ascii.output.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        }
    }

    /// Every escape is a whole SGR sequence, and without them the lines are the plain ones.
    @Test(arguments: panes)
    func ansiIsTheSameWithColours(pane: String) throws {
        let root = try root()
        let plain = try board(root, ["--plain", "--pane", pane]).text
        for (type, colour) in [("xterm-256color", "\u{1B}[0;1;38;5;178m"), ("xterm", "\u{1B}[0;1;93m"), ("dumb", "m")] {
            let outcome = try board(root, ["--backend", "ansi", "--pane", pane], environment: ["TERM": type])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains(colour))
            let bare = outcome.text.replacingOccurrences(
                of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
            #expect(Data(bare.utf8).allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
            let trimmed = bare.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.replacingOccurrences(of: " +$", with: "", options: .regularExpression) }
            #expect(trimmed.joined(separator: "\n") == plain)
            // No line leaves a colour behind.
            for line in outcome.lines where line.contains("\u{1B}") {
                let last = line.range(of: "\u{1B}", options: .backwards).map { line[$0.lowerBound...] }
                #expect(last?.hasPrefix("\u{1B}[0m") == true, "\(line)")
            }
        }
        let without = try board(root, ["--backend", "ansi", "--pane", pane], environment: ["NO_COLOR": "1"])
        #expect(without.text == plain)
    }

    @Test func theOptionsWork() throws {
        let root = try root()
        #expect(rows(try board(root, ["--plain"])).map { $0[2] } == ["zoe", "ann", "bob", "=1+1", "evil␛[31m"])
        let sorted = try board(root, ["--plain", "--sort", "user:desc", "--user", "!evil"])
        #expect(rows(sorted).map { $0[2] } == ["zoe", "bob", "ann", "=1+1"])
        #expect(
            sorted.text.contains("Filter !evil") && sorted.text.contains("4 of 5 players, sorted by user, descending"))
        let bell = try board(root, ["--plain", "--cluster", "bell", "--metric", "jobs", "--window", "alltime"])
        #expect(bell.text.hasPrefix("SLURM SCOREBOARD: Jobs\nCluster bell   Window all time"))
        #expect(rows(bell).map { $0[2] } == ["ann"])
        // The board's own metric is its value column.
        let ascending = try board(root, ["--plain", "--sort", "clock_hours:asc"])
        #expect(rows(ascending).last?[2] == "zoe")
        let mine = try board(root, ["--plain", "--me"], environment: ["USER": "ann"])
        #expect(mine.text.contains("You: ann, rank 2 of 5\n"))
        let nobody = try board(root, ["--plain", "--me"], environment: ["USER": "nobody"])
        #expect(nobody.text.contains("You: nobody, with no ended job in this window\n"))
        #expect(
            try board(root, ["--plain", "--pane", "user", "--me"], environment: ["USER": "bob"]).text
                .hasPrefix("SLURM SCOREBOARD: bob\n"))
        #expect(try board(root, ["--plain", "--pane", "user", "--user", "ann"]).text.contains("\nMonths\n"))
        let compared = try board(root, ["--plain", "--pane", "compare", "--user", "!=1"])
        #expect(compared.lines.suffix(4).map { $0.split(separator: " ")[0] } == ["zoe", "ann", "bob", "evil␛[31m"])
    }

    @Test(arguments: [
        (["--cluster", "nowhere"], "there is no data of the cluster 'nowhere' here: bell, hammer, ALL"),
        (["--window", "7d"], "'alltime', '365d' or '30d'"), (["--metric", "cpu"], "overall, or a metric: clock_hours"),
        (["--sort", "nonsense"], "rank, change, user, level, xp"), (["--theme", "pink"], "dark, light, high-contrast"),
        (["--sort", "failure_rate"], "the board of clock_hours has no column 'failure_rate': rank, change, user"),
        (["--pane", "nonsense"], "there is no pane 'nonsense': leaderboard, user"),
        (["--backend", "x11"], "'curses', 'deluxe' or 'ansi'"),
    ])
    func wrongValuesAreToldWithWhatIsAllowed(arguments: [String], words: String) throws {
        let outcome = try board(try root(), ["--plain"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test(arguments: ["curses", "deluxe", "textual", "ansi"])
    func everyBackendIsTaken(name: String) throws {
        let outcome = try board(try root(), ["--backend", name])
        #expect(outcome.status == 0 && outcome.text.contains("SLURM SCOREBOARD: CPU hours"), "\(outcome.errors)")
    }

    @Test func nothingThereIsSaidInEveryPane() throws {
        let directory = TemporaryDirectory()
        for pane in Self.panes where pane != "poller" && pane != "live" {
            let outcome = try Binary.run(["--plain", "--pane", pane, "--root", directory.file("none")])
            #expect(outcome.status == 1 && outcome.text.contains("There is no data root yet"), "\(outcome.text)")
        }
    }
}
