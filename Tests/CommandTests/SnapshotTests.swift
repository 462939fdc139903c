import Foundation
import Testing

/// `--snapshot`: a frame without a terminal.
@Suite struct SnapshotTests {
    @Test func theDemonstrationIsTheSameEveryTimeAndLeavesNothing() throws {
        let scratch = TemporaryDirectory()
        let arguments = ["--snapshot", "--demo", "--now", "2026-11-23T12:00:00Z", "--size", "100x30"]
        let frames = try (0..<2).map { _ in
            try Binary.run(arguments, environment: ["TMPDIR": scratch.path], timeout: 300)
        }
        let frame = frames[0]
        #expect(frame.status == 0, "\(frame.errors)")
        var lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.popLast() == "")
        #expect(lines.count == 30)
        // No wide characters on this board: a scalar is a column.
        for line in lines { #expect(line.unicodeScalars.count <= 100) }
        #expect(frames[1].output == frame.output)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
        let ranked = lines.filter { $0.contains(" 1 ") || $0.contains(" 2 ") || $0.contains(" 3 ") }
        #expect(!ranked.isEmpty)
        #expect(frame.errors.contains("%"), "progress is shown")
    }

    /// Nothing real is polled into made-up data, wherever it is shown.
    @Test func theDemonstrationCannotBePolled() throws {
        let slurm = try FakeSlurm(rows: "")
        let frame = try Binary.run(
            ["--snapshot", "poller", "--demo", "--now", Root.now], environment: slurm.environment, timeout: 300)
        #expect(frame.status == 0 && frame.text.contains("This data is made up"), "\(frame.errors)")
        #expect(frame.text.contains("It cannot be polled from here"))
        #expect(slurm.calls.isEmpty)
    }

    /// The frame shows who is on the board's file, in its order.
    @Test func theBoardsUsersAreInTheFrame() throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 300), to: "rows")])
        let board = try JSONDecoder().decode(
            BoardTests.Board.self, from: root.directory.data("root/leaderboards/rolling-30d.json"))
        let frame = try Binary.run(
            ["snapshot", "--root", root.path, "--now", Root.now, "--size", "120x40"])
        #expect(frame.status == 0, "\(frame.errors)")
        let text = frame.text
        let places = board.rows.prefix(8).map { text.range(of: $0.user)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil }, "\(text)")
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    }

    /// Every pane draws itself from the files, and nothing is still being read.
    @Test(arguments: [
        ("user", ["by month", "How jobs ended", "Completed", "Last job ended"]), ("compare", ["No player is marked"]),
        ("health", ["negishi", "What doctor says", "d lets it look at every file"]),
        ("bloom", ["negishi", "Total", "p target"]),
    ])
    func everyPaneHasAFrame(pane: String, words: [String]) throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 300), to: "rows")])
        let frames = try [["snapshot", pane], ["snapshot", "--pane", pane]].map { arguments in
            try Binary.run(arguments + ["--root", root.path, "--now", Root.now, "--size", "200x70"])
        }
        #expect(frames[0].status == 0, "\(frames[0].errors)")
        #expect(frames[1].output == frames[0].output)
        for word in words { #expect(frames[0].text.contains(word), "\(word)\n\(frames[0].text)") }
        #expect(!frames[0].text.contains("reading…") && !frames[0].text.contains("examining…"))
    }

    /// October and November are all that is asked for, and the first call after them fails.
    @Test func healthShowsWhatPollsRecorded() throws {
        let site = try PollTests.Site(jobs: 100)
        try site.pollToTheEnd(now: Root.now)
        let arguments = ["snapshot", "health", "--root", site.root.path, "--size", "200x60", "--now"]
        let before = try Binary.run(arguments + [Root.now])
        for words in ["History", "complete", "100.0%", "2 of 2 months are read"] {
            #expect(before.text.contains(words), "\(words)\n\(before.text)")
        }
        #expect(!before.text.contains("The last poll failed") && !before.text.contains("Next call"))
        try site.slurm.fail(call: site.slurm.calls.count + 1)
        let later = "2026-11-23T13:00:00Z"
        #expect(try site.poll(now: later).status == 1)
        let after = try Binary.run(arguments + [later])
        for words in ["failed, 1h ago", "The last poll failed", "Next call", "after a call that failed"] {
            #expect(after.text.contains(words), "\(words)\n\(after.text)")
        }
    }

    @Test(arguments: ["health", "bloom", "user"])
    func aClusterThatTakesNoPartIsInNoPane(pane: String) throws {
        let root = Root()
        let rows = try root.directory.write(RowSamples.generated(jobs: 300), to: "rows")
        for cluster in ["negishi", "hammer"] { try root.ingest(cluster, [rows]) }
        func text() throws -> String {
            try Binary.run(["snapshot", pane, "--root", root.path, "--now", Root.now, "--size", "200x70"]).text
        }
        #expect(try text().contains("hammer"))
        try root.directory.write(
            #"{"clusters":[{"name":"hammer","excluded":true},{"name":"negishi","display_name":"Negishi II"}]}"#,
            to: "root/config/clusters.json")
        let without = try text()
        #expect(!without.contains("hammer") && !without.contains("negishi") && without.contains("Negishi II"))
    }

    /// A frame is the same for everybody: neither what is remembered nor a theme of files changes it unasked.
    @Test func nothingPersonalIsInAFrame() throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 300), to: "rows")])
        let home = TemporaryDirectory()
        func run(_ arguments: [String]) throws -> Binary.Outcome {
            try Binary.run(arguments + ["--root", root.path, "--now", Root.now], environment: ["HOME": home.path])
        }
        let snapshot = ["snapshot", "--format", "ansi"]
        let (frame, plain) = (try run(snapshot), try run(["--plain"]))
        let view = #"{"sort":"user:asc","window":"alltime","metric":"jobs","theme":"osrs","hidden_columns":["level"]}"#
        try home.write(view, to: ".slurm_scoreboard/view.json")
        try home.write(
            #"{"name":"mine","roles":{"title":{"256":"51"}}}"#, to: ".slurm_scoreboard/theme.json")
        #expect(try run(snapshot).output == frame.output)
        #expect(try run(["--plain"]).output == plain.output)
        #expect(try run([]).output == plain.output, "into a pipe")
        #expect(try run(snapshot + ["--theme", "mine"]).text.contains("38;5;51m"))
        let unknown = try run(snapshot + ["--theme", "pink"])
        #expect(unknown.status == 2 && unknown.errors.contains("there is no theme 'pink': dark, light,"))
        #expect(home.files() == [".slurm_scoreboard/theme.json", ".slurm_scoreboard/view.json"])
    }

    @Test func withoutLevelsThereAreNumbers() throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 300), to: "rows")])
        func frame(_ more: [String], _ environment: [String: String] = [:]) throws -> String {
            try Binary.run(
                ["snapshot", "--root", root.path, "--now", Root.now, "--metric", "overall"] + more,
                environment: environment
            ).text
        }
        #expect(try frame([]).contains("Level"))
        let without = try frame(["--no-levels"])
        #expect(!without.contains("Level") && without.contains("Score"))
        #expect(try frame([], ["SLURM_SB_LEVELS": "no"]) == without)
        try root.directory.write(#"{"levels":false}"#, to: "root/config/policy.json")
        #expect(try frame([]) == without)
        #expect(try frame([], ["SLURM_SB_LEVELS": "yes"]).contains("Level"))
        // A site's scale is in use: without any experience of jobs the totals are smaller.
        try root.directory.write(#"{"experience_scale":{"jobs":0,"clock_hours":1000}}"#, to: "root/config/policy.json")
        #expect(try frame(["--no-levels"]) != without)
    }

    @Test func aPaneThatIsNoneIsRefused() throws {
        for arguments in [["snapshot", "nonsense"], ["snapshot", "--pane", "nonsense"], ["--pane", "nonsense"]] {
            let outcome = try Binary.run(arguments)
            #expect(outcome.status == 2 && outcome.errors.contains("there is no pane 'nonsense'"), "\(outcome.errors)")
        }
    }

    @Test func anEmptyRootHasAFrameToo() throws {
        let root = Root()
        let frame = try Binary.run(["snapshot", "--root", root.path, "--now", Root.now, "--size", "80x24"])
        #expect(frame.status == 0, "\(frame.errors)")
        #expect(frame.lines.count > 3)
        #expect(!root.directory.has("root"))
    }

    /// A demonstration that is ended before it is done leaves nothing behind.
    @Test func anEndedDemonstrationLeavesNothing() throws {
        let scratch = TemporaryDirectory()
        let program = try Binary.start(
            ["--snapshot", "--demo", "--now", "2026-11-23T12:00:00Z"], environment: ["TMPDIR": scratch.path])
        #expect(program.says("10%"))
        program.signal(SIGTERM)
        let outcome = try program.outcome()
        #expect(outcome.status != 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }
}
