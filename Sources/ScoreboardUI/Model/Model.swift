package import Scoreboard
package import TerminalKit

/// The whole state of the interface. It changes in ``update(_:_:)`` alone.
package struct Model: Sendable {
    /// What all panes share.
    package var scene: Scene
    /// One of each kind, in the order of the registry.
    package var panes: [any Pane]
    /// Which pane is seen: an index into `panes`.
    package var current: Int

    /// A model that waits for its data.
    ///
    /// - Parameter pane: The name of the pane that is seen first; the first of all when there is none of this name.
    package init(size: Size, glyphs: Glyphs = .unicode, now: Timestamp, options: BoardOptions, pane: String? = nil) {
        scene = Scene(size: size, glyphs: glyphs, now: now, options: options)
        panes = PaneRegistry.all.map { $0.init(options) }
        current = pane.flatMap(PaneRegistry.index) ?? 0
    }

    /// The pane that is seen.
    package var pane: any Pane { panes[current] }

    /// Lets the pane that is seen change, together with what all panes share.
    mutating func withPane<Result>(_ body: (inout any Pane, inout Scene) -> Result) -> Result {
        body(&panes[current], &scene)
    }
}
