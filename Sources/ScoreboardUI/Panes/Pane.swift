package import TerminalKit

/// One view of the data: its own state, what its actions do to it, and how it looks.
///
/// A pane is pure: what must happen in the world is returned as effects. To add one: a folder with its type, and its
/// line in ``PaneRegistry``, and a scope for the keys that apply in it.
package protocol Pane: Sendable {
    /// What `--pane` and `--snapshot` call it.
    static var name: String { get }

    /// What its tab calls it: one short word.
    static var title: String { get }

    /// Which actions apply in it.
    static var scope: Action.Scope { get }

    init(_ options: BoardOptions)

    /// What the footer offers, the most important first. Leaving and quitting are added to it.
    func footerActions(_ scene: Scene) -> [Action]

    /// New data arrived, or another window or cluster was chosen.
    mutating func standingsChanged(_ scene: inout Scene)

    /// The data was looked at again, and the standings are as before. Only the pane that is seen is told.
    mutating func standingsUnchanged(_ scene: inout Scene)

    /// Something that a pane asked for came.
    mutating func receive(_ answer: Answer, _ scene: inout Scene)

    /// A poller of this program said how it gets on; the lines are those of its log since it last did.
    mutating func polled(_ report: PollingReport, _ lines: [PollingLine], _ scene: inout Scene)

    /// The pane is shown after another one was.
    mutating func appear(_ scene: inout Scene)

    mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect]

    /// A click into the pane.
    mutating func press(at point: Point, _ scene: inout Scene) -> [Effect]

    /// The wheel was turned: so many lines down, or up when it is below zero.
    mutating func scroll(by lines: Int, _ scene: inout Scene) -> [Effect]

    /// The text of a prompt that this pane opened changed.
    mutating func promptChanged(_ prompt: Prompt, _ scene: inout Scene)

    mutating func promptEnded(_ prompt: Prompt, accepted: Bool, _ scene: inout Scene)

    /// Something was taken from a chooser that this pane opened.
    mutating func choose(_ choice: Choice, _ scene: inout Scene)

    /// Called after every event while the pane is shown: brings scrolling and the like within the present screen, and
    /// asks for what the pane lacks.
    mutating func settle(_ scene: inout Scene) -> [Effect]

    /// Where the selection is, for the right end of the footer: `4/128`; empty when it stands elsewhere.
    func position(_ scene: Scene) -> String

    /// What stands at the right of an open prompt: `3 shown`.
    func note(_ prompt: Prompt) -> String

    /// What of several views the pane shows: the meters of another one grow anew.
    var view: String { get }

    /// Whether anything that the pane draws depends on the present time.
    var showsTimes: Bool { get }

    /// The view as a document for files, pipes and screen readers: all of it, not what fits on the screen.
    func export(_ scene: Scene) -> ExportDocument

    /// What is selected, a field each: the name first; nil when nothing is.
    func copiedFields(_ scene: Scene) -> [String]?

    /// Draws the inside of the frame, and what stands in its bottom line.
    func render(into buffer: inout ScreenBuffer, _ scene: Scene)
}

extension Pane {
    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {}
    package mutating func polled(_ report: PollingReport, _ lines: [PollingLine], _ scene: inout Scene) {}
    package mutating func appear(_ scene: inout Scene) {}
    package mutating func standingsUnchanged(_ scene: inout Scene) {}
    package mutating func promptChanged(_ prompt: Prompt, _ scene: inout Scene) {}
    package mutating func promptEnded(_ prompt: Prompt, accepted: Bool, _ scene: inout Scene) {}
    package func note(_ prompt: Prompt) -> String { "" }
    package var view: String { "" }
    package var showsTimes: Bool { true }
    package func position(_ scene: Scene) -> String { "" }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] { [] }

    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .window(let window): scene.window = window
        case .cluster(let cluster): scene.cluster = cluster
        case .subject, .sort, .sortQueue, .theme, .export: break
        }
    }

    /// The wheel moves as the arrows do.
    package mutating func scroll(by lines: Int, _ scene: inout Scene) -> [Effect] {
        (0..<abs(lines)).flatMap { _ in perform(lines < 0 ? .moveUp : .moveDown, &scene) }
    }
}
