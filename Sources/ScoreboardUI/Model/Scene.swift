package import Scoreboard
package import TerminalKit

/// What all panes share: the data, the terminal, and what lies over the panes.
package struct Scene: Sendable {
    /// A line for the person, shown until the next key.
    package struct Message: Hashable, Sendable {
        /// One line.
        package var text: String
        /// Whether something is not as the person wished.
        package var isWarning: Bool
    }

    /// How the data came.
    package enum LoadState: Hashable, Sendable {
        /// Nothing has arrived so far.
        case loading
        case loaded
        /// Nothing could be read so far.
        case failed(LoadProblem)
    }

    /// Of the screen.
    package var size: Size
    /// What can be drawn.
    package let glyphs: Glyphs
    /// The moment that the screen shows.
    package var now: Timestamp
    /// One a cluster; empty before the first reading.
    package var standings: [ClusterStandings] = []
    package var loadState = LoadState.loading
    /// A reading is under way.
    package var isLoading = true
    /// When the last reading ended.
    package var lastLoad: Timestamp?
    /// What the program was started with.
    package let options: BoardOptions
    /// What the program says.
    package var message: Message?
    /// The text that is being typed.
    package var prompt: Prompt?
    /// What lies over the pane.
    package var overlay: Overlay?

    package init(size: Size, glyphs: Glyphs, now: Timestamp, options: BoardOptions) {
        self.size = size
        self.glyphs = glyphs
        self.now = now
        self.options = options
        message = options.warning.map { Message(text: $0, isWarning: true) }
    }

    /// The smallest screen with room for a board.
    package static let smallestSize = Size(width: 34, height: 7)

    /// Whether nothing but a request for more room fits.
    package var isTooSmall: Bool {
        size.width < Scene.smallestSize.width || size.height < Scene.smallestSize.height
    }

    /// Where the keys go now.
    package var scope: Action.Scope {
        switch overlay {
        case nil: .board
        case .chooser: .chooser
        case .help: .help
        }
    }

    /// What people call a cluster, or all of them: nil.
    package func title(ofCluster name: String?) -> String {
        name.map { options.displayNames[$0] ?? $0 } ?? "ALL"
    }

    /// Says something until the next key.
    package mutating func say(_ text: String, isWarning: Bool = false) {
        message = Message(text: text, isWarning: isWarning)
    }
}
