package import TerminalKit

/// One view of the data: its own state, what its actions do to it, and how it looks.
///
/// A pane is pure: what must happen in the world is returned as effects. To add one: a folder with its type, and its
/// line in ``PaneRegistry``.
package protocol Pane: Sendable {
    /// What `--pane` and `--snapshot` call it.
    static var name: String { get }

    init(_ options: BoardOptions)

    /// What the footer offers, the most important first.
    var footerActions: [Action] { get }

    /// New data arrived.
    mutating func standingsChanged(_ scene: inout Scene)

    mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect]

    /// A click into the pane.
    mutating func press(at point: Point, _ scene: inout Scene) -> [Effect]

    /// The text of a prompt that this pane opened changed.
    mutating func promptChanged(_ prompt: Prompt, _ scene: inout Scene)

    mutating func promptEnded(_ prompt: Prompt, accepted: Bool, _ scene: inout Scene)

    /// Something was taken from a chooser that this pane opened.
    mutating func choose(_ choice: Choice, _ scene: inout Scene)

    /// Called after every event: brings scrolling and the like within the present screen.
    mutating func settle(_ scene: Scene)

    /// Where the selection is, for the right end of the footer: `4/128`; empty when it stands elsewhere.
    func position(_ scene: Scene) -> String

    /// What stands at the right of an open prompt: `3 shown`.
    func note(_ prompt: Prompt) -> String

    /// Draws everything but the footer.
    func render(into buffer: inout ScreenBuffer, _ scene: Scene)
}
