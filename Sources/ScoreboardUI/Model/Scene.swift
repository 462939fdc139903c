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
    /// Those of the chosen cluster, or all.
    var chosenStandings: [ClusterStandings] { standings.filter { cluster == nil || $0.cluster == cluster } }
    package var loadState = LoadState.loading
    /// A reading is under way.
    package var isLoading = true
    /// Whether there is data of a cluster, or may be in a moment.
    var hasBoards: Bool { loadState == .loading || !standings.isEmpty }
    /// When the last reading ended.
    package var lastLoad: Timestamp?
    /// What the program was started with.
    package let options: BoardOptions
    /// The span of time, and the cluster (nil is all of them), that the panes show.
    package var window: Window
    package var cluster: String?
    /// Everybody on the chosen clusters.
    package internal(set) var users = Roster()
    /// The player that is selected, and all that the board shows, in its order.
    package var selectedUser: String?
    package var playerOrder = PlayerOrder()
    /// The players that are marked for comparing, in the order in which they were marked.
    package var marks: [String] = []
    /// What the board ranks by.
    package var subject: Leaderboard.Subject
    /// How the board is sorted; nil is its own order.
    package var sort: BoardSort?
    /// Which columns the boards show.
    package var columns: ColumnChoice
    /// The look that was chosen. While themes are being looked at, ``theme`` is another one.
    package var chosenTheme: Theme
    /// Data is read when the person asks for it, and not by itself.
    package var isPaused = false
    /// What is remembered so far; nil when nothing is.
    var remembered: RememberedView?
    /// What the person chose in the last event, whether it was shown already or not.
    var chosenParts: [RememberedView.Part] = []
    var hasSaidNotRemembered = false
    /// The pollers that this program has begun, by cluster, also those that have ended.
    package var pollers: [String: PollingReport] = [:]
    /// The way out that is being taken; nil while the program stays.
    package internal(set) var departure: Departure?
    /// A reading that is under way may miss what is there by now.
    var mustLoadAgain = false
    /// Where a pane wants to go; followed after the event.
    var destination: Destination?
    /// What the program says.
    package var message: Message?
    /// The text that is being typed.
    package var prompt: Prompt?
    /// The format that the last export was asked for.
    package var exportFormat = ExportFormat.csv
    /// A file that waits for the word that it may replace one that is there.
    package var pendingExport: ExportRequest?
    /// What the command prompt knows.
    package var commands = CommandState()
    /// Whether the click that is being told is the second one at the same place.
    package internal(set) var isDoubleClick = false
    var lastPress: (point: Point, time: Timestamp)?
    /// What lies over the pane.
    package var overlay: Overlay?
    /// What moves by itself.
    package internal(set) var motion: Motion

    package init(size: Size, glyphs: Glyphs, now: Timestamp, options: BoardOptions) {
        self.size = size
        self.glyphs = glyphs
        self.now = now
        self.options = options
        window = options.window
        cluster = options.cluster
        subject = options.subject
        sort = options.sort
        columns = options.columns
        chosenTheme = options.theme
        remembered = options.remembered
        motion = Motion(isOn: options.deluxe && options.motion)
        message = options.warning.map { Message(text: $0, isWarning: true) }
    }

    /// What the roles look like now: the theme that is selected in the chooser, else the chosen one.
    package var theme: Theme {
        if case .chooser(let chooser) = overlay, case .theme(let theme) = chooser.selectedChoice { return theme }
        return chosenTheme
    }

    /// No more can be compared: their columns would not be read side by side.
    package static let markLimit = 4

    /// Marks a player, or takes the mark away.
    mutating func toggleMark(_ user: String) {
        if let place = marks.firstIndex(of: user) {
            marks.remove(at: place)
        } else if marks.count < Scene.markLimit {
            marks.append(user)
            if marks.count == 1 { say("\(user) is marked. Mark another one, then c compares.") }
        } else {
            say("\(Scene.markLimit) players are marked already: Space on one of them, or x, unmarks.", isWarning: true)
        }
    }

    /// The smallest screen with room for a board.
    package static let smallestSize = Size(width: 34, height: 7)

    /// Whether nothing but a request for more room fits.
    package var isTooSmall: Bool {
        size.width < Scene.smallestSize.width || size.height < Scene.smallestSize.height
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
