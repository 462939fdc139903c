package import Scoreboard
package import TerminalKit

/// What all panes share: the data, the terminal, and what lies over the panes.
package struct Scene: Sendable {
    /// A line for the person, shown until the next key.
    package struct Message: Hashable, Sendable {
        package var text: String
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

    package var size: Size
    package let glyphs: Glyphs
    package var now: Timestamp
    package var standings: [ClusterStandings] = []
    package var loadState = LoadState.loading
    /// A reading is under way.
    package var isLoading = true
    /// When the last reading ended.
    package var lastLoad: Timestamp?
    package let options: BoardOptions
    package var message: Message?
    package var prompt: Prompt?
    package var overlay: Overlay?

    package init(size: Size, glyphs: Glyphs, now: Timestamp, options: BoardOptions) {
        self.size = size
        self.glyphs = glyphs
        self.now = now
        self.options = options
    }

    /// The smallest screen with room for a board.
    package static let smallestSize = Size(width: 34, height: 7)

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

    package mutating func say(_ text: String, isWarning: Bool = false) {
        message = Message(text: text, isWarning: isWarning)
    }
}
