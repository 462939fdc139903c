import Scoreboard
package import TerminalKit

/// The poller inside this program.
package struct PollerPane: Pane {
    package static let name = "poller"
    package static let title = "Poller"
    package static let scope = Action.Scope.poller

    package init(_ options: BoardOptions) {}

    package var footerActions: [Action] { [.help, .reload] }

    package mutating func standingsChanged(_ scene: inout Scene) {}

    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        if action == .escape { scene.destination = .back }
        return []
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] { [] }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {}
}
