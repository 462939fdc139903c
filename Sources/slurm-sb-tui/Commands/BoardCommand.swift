import ArgumentParser
import Poller
import Scoreboard
import ScoreboardUI
import Storage
import TerminalKit

struct BoardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: "Open the interface. This is what happens without a command.")

    @OptionGroup var location: RootOptions
    @OptionGroup var view: ViewOptions

    @Flag(help: "Show a year of made-up data of five clusters; needs no Slurm and touches nothing.")
    var demo = false

    @Option(help: "Seconds between two looks for new data; 0 is never.")
    var refreshSec = 60

    @Option(help: "The pane to begin with: leaderboard, user, compare, health or bloom.")
    var pane = "leaderboard"

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Plain lines instead of the full screen.")
    var plain = false

    func validate() throws {
        guard (0...86_400).contains(refreshSec) else { throw ValidationError("--refresh-sec must be 0 to 86400") }
        guard PaneRegistry.names.contains(pane) else {
            throw ValidationError("there is no pane '\(pane)': \(PaneRegistry.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        var root = location.dataRoot
        let clock = location.clock
        var demonstration: Demonstration?
        if demo {
            let made = try Demonstration(clock: clock)
            root = made.root
            demonstration = made
        }
        defer { demonstration?.remove() }
        var options = view.interfaceOptions(root: root.path)
        options.board.refreshSeconds = refreshSec
        options.mouse = !noMouse
        options.plain = plain
        options.pane = pane
        let standings = StandingsFile(root: root)
        let reader = QuestionReader(root: root, clock: clock)
        let code = runInterface(
            options: options, load: { try standings.load() }, ask: { reader.answer($0) }, now: { clock.now() })
        demonstration?.remove()
        guard code == 0 else { throw ExitCode(code) }
    }
}
