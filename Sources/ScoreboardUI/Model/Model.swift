package import Scoreboard
package import TerminalKit

/// The whole state of the interface. It changes in `update(_:_:)` alone.
package struct Model: Sendable {
    /// What all panes share.
    package var scene: Scene
    /// One of each kind, in the order of the registry.
    package var panes: [any Pane]
    /// Which pane is seen: an index into `panes`.
    package var current: Int
    /// The panes that were left for others, the last one at the end: where `q` and Esc lead back.
    package private(set) var trail: [Int] = []
    /// The users of each choice of a cluster that was shown of the present standings: going back to one is for free.
    var rosters: [String?: Roster] = [:]
    /// Whose users the scene has.
    var shownCluster: String?

    /// A model that waits for its data.
    ///
    /// - Parameter pane: The name of the pane that is seen first; the first of all when there is none of this name.
    package init(size: Size, glyphs: Glyphs = .unicode, now: Timestamp, options: BoardOptions, pane: String? = nil) {
        scene = Scene(size: size, glyphs: glyphs, now: now, options: options)
        panes = PaneRegistry.all.map { $0.init(options) }
        current = pane.flatMap(PaneRegistry.index) ?? 0
        // An order that the board does not have is none.
        for case let board as LeaderboardPane in panes { scene.sort = board.chosenSort }
    }

    /// The pane that is seen.
    package var pane: any Pane { panes[current] }

    /// Where the keys go now.
    package var scope: Action.Scope {
        switch scene.overlay {
        case nil: type(of: pane).scope
        case .chooser: .chooser
        case .help: .help
        case .columns: .columns
        }
    }

    /// Shows another pane. One that was left before is gone back to.
    mutating func show(_ index: Int) {
        guard panes.indices.contains(index), index != current else { return }
        if let place = trail.firstIndex(of: index) {
            trail.removeSubrange(place...)
        } else {
            trail.append(current)
        }
        current = index
        withPane { $0.appear(&$1) }
    }

    /// - Returns: Whether there was a pane to go back to.
    mutating func goBack() -> Bool {
        guard let last = trail.last else { return false }
        show(last)
        return true
    }

    /// Lets the pane that is seen change, together with what all panes share.
    mutating func withPane<Result>(_ body: (inout any Pane, inout Scene) -> Result) -> Result {
        body(&panes[current], &scene)
    }
}
