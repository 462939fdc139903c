import ArgumentParser
import Poller
import Scoreboard
import ScoreboardUI
import Settings
import Storage
import TerminalKit

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Draw one frame without a terminal, for CI and documents.")

    @OptionGroup var location: RootOptions
    @OptionGroup var view: ViewOptions

    @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"))
    var size = FrameSize(columns: 120, rows: 36)

    @Option(help: "text, ansi, svg, or frame (glyphs and roles).")
    var format = SnapshotFormat.text

    @Flag(help: "Show made-up data of five clusters.")
    var demo = false

    @Option(name: .customLong("pane"), help: "The pane, as the argument.")
    var paneOption: String?

    @Argument(
        help: ArgumentHelp("The pane: leaderboard (the default), user, compare, health, bloom or live.", valueName: "pane"))
    var paneArgument: String?

    private var pane: String { paneArgument ?? paneOption ?? "leaderboard" }

    func validate() throws {
        guard PaneRegistry.names.contains(pane) else {
            throw ValidationError("there is no pane '\(pane)': \(PaneRegistry.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        let clock = location.clock
        let demonstration = demo ? try Demonstration(clock: clock) : nil
        defer { demonstration?.remove() }
        let settings = try location.settingsToLook(site: !demo)
        let root = demonstration?.root ?? settings.dataRoot
        let options = try view.interfaceOptions(settings, root: root.path)
        let excluded = settings.clusters.excluded
        let source = StandingsSource(root: root.path) { try StandingsFile(root: root, excluded: excluded).load() }
        let read = source.read()
        let problem: LoadProblem? = if case .failure(let problem) = read { problem } else { nil }
        let reader = QuestionReader(root: root, settings: settings, clock: clock, isDemonstration: demo)
        StandardOutput.write(
            renderSnapshot(
                pane: pane, size: (size.columns, size.rows), format: format, options: options,
                standings: (try? read.get()) ?? [], problem: problem, ask: reader.answer, now: clock.now()))
    }
}
