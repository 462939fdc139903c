import Scoreboard
package import TerminalKit

/// What runs and waits now.
package struct LivePane: Pane {
    package static let name = "live"
    package static let title = "Live"
    package static let scope = Action.Scope.live

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
