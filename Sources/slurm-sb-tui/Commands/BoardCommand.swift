import ArgumentParser
import Poller
import Scoreboard
import ScoreboardUI
import Settings
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

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.refreshSeconds.help))
    var refreshSec: String?

    @Option(help: "The pane to begin with: leaderboard, user, compare, health, bloom or live.")
    var pane = "leaderboard"

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Plain lines instead of the full screen.")
    var plain = false

    func validate() throws {
        guard PaneRegistry.names.contains(pane) else {
            throw ValidationError("there is no pane '\(pane)': \(PaneRegistry.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        let declared = SettingTable.declared
        let flags = declared.refreshSeconds.given(refreshSec) + declared.mouse.given(noMouse ? "false" : nil)
        // Made-up clusters are none of the site's.
        let settings = try location.settingsToLook(flags, site: !demo)
        var root = settings.dataRoot
        let clock = location.clock
        var demonstration: Demonstration?
        if demo {
            let made = try Demonstration(clock: clock)
            root = made.root
            demonstration = made
        }
        defer { demonstration?.remove() }
        var options = try view.interfaceOptions(settings, root: root.path)
        options.board.refreshSeconds = settings.common.refreshSeconds
        options.mouse = settings.common.mouse
        options.plain = plain
        options.pane = pane
        let excluded = settings.clusters.excluded
        let standings = StandingsFile(root: root, excluded: excluded)
        let reader = QuestionReader(root: root, settings: settings, clock: clock, isDemonstration: demo)
        let code = runInterface(
            options: options, load: { try standings.load() }, ask: { reader.answer($0) }, now: { clock.now() })
        demonstration?.remove()
        guard code == 0 else { throw ExitCode(code) }
    }
}
