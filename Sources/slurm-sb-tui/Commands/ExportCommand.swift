import ArgumentParser
import Poller
import Scoreboard
import ScoreboardUI
import Settings
import Storage
import TerminalKit

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print a board for other programs: every player and metric, in raw numbers.",
        discussion: """
            csv, json and markdown are the files that the key e writes. ndjson has an object a player and line, for jq. \
            prometheus is for the node exporter's textfile collector: write it beside its file and rename it, so that no \
            half is collected:

              slurm-sb export --format prometheus > DIR/board.$$ && mv DIR/board.$$ DIR/board.prom

            Exit codes: 0 fine; 1 there is no data to export, or it cannot be read.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var selection: BoardSelection

    @Option(help: "\(PipelineFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = PipelineFormat.csv

    /// Nothing is drawn, but a model has a size.
    private static let sheet = Size(width: 120, height: 50)

    func run() throws {
        let clock = location.clock
        let settings = try location.settingsToLook(selection.flags)
        let root = settings.dataRoot
        let board = try selection.boardOptions(settings, root: root.path)
        let read = StandingsSource(StandingsFile(root: root, excluded: settings.clusters.excluded)).readAll()
        let standings: [ClusterStandings]
        switch read {
        case .success(let found): standings = found
        case .failure(let problem): throw CommandFailure("\(root.path): \(problem.summary)")
        }
        if let words = standings.whyNone(of: board.cluster) { throw ValidationError(words) }
        let reader = QuestionReader(root: root, settings: settings, clock: clock, ground: .unasked)
        let model = loadedModel(
            InterfaceOptions(board: board), pane: nil, size: ExportCommand.sheet, glyphs: .unicode,
            standings: standings, problem: nil, ask: reader.answer, now: clock.now())
        let document = exportedDocument(model)
        guard !document.isNotice else { throw CommandFailure(document.lines.joined(separator: " ")) }
        StandardOutput.write(format.encode(document))
    }
}

extension PipelineFormat: ExpressibleByArgument {}
