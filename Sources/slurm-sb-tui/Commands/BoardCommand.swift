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

    @Option(help: "The pane to begin with: \(PaneRegistry.names.joined(separator: ", ")).")
    var pane = "leaderboard"

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Plain lines instead of the full screen: all of the pane, for pipes and screen readers.")
    var plain = false

    func validate() throws {
        guard PaneRegistry.names.contains(pane) else {
            throw ValidationError("there is no pane '\(pane)': \(PaneRegistry.names.joined(separator: ", "))")
        }
    }

    func run() throws {
        let declared = SettingTable.declared
        let flags =
            view.flags + declared.refreshSeconds.given(refreshSec) + declared.mouse.given(noMouse ? "false" : nil)
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
        let home = environment("HOME")
        let themes = demo ? ThemeReader.Found() : location.themes(settings, home: home)
        var options = try view.interfaceOptions(settings, root: root.path, themes: themes)
        options.board.warn(themes.problems.map(\.description))
        options.memory = demo ? nil : ViewMemory(home: home, clock: clock)
        options.board.refreshSeconds = settings.common.refreshSeconds
        options.mouse = settings.common.mouse
        options.plain = plain
        options.pane = pane
        let excluded = settings.clusters.excluded
        let standings = StandingsFile(root: root, excluded: excluded)
        let work = BackgroundWork()
        let reader = QuestionReader(
            root: root, settings: settings, clock: clock, ground: demo ? .madeUp : .slurm,
            isInterrupted: { work.isEndRequested })
        let code = runInterface(
            options: options, source: StandingsSource(standings), ask: { reader.answer($0) },
            pollers: EmbeddedPollers(settings: settings, clock: clock, work: work), work: work, now: { clock.now() })
        demonstration?.remove()
        guard code == 0 else { throw ExitCode(code) }
    }
}
