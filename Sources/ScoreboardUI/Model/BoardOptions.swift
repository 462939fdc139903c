package import Scoreboard
package import TerminalKit

/// What the interface starts with.
package struct BoardOptions: Sendable {
    /// The data root, as people know it; only shown.
    package var root: String
    /// The span of time that is shown first.
    package var window: Window
    /// Nil is all clusters.
    package var cluster: String?
    /// The board that is shown first.
    package var subject: Leaderboard.Subject
    /// Nil is the board's own order.
    package var sort: BoardSort?
    /// Plain words, as in ``WordFilter``; empty shows everybody.
    package var filter: String
    /// The person's own name among the users.
    package var me: String?
    /// Whether to begin at the person's own row.
    package var startsAtOwnRow: Bool
    /// Seconds between two readings of the data; 0 is never.
    package var refreshSeconds: Int
    /// How values become levels.
    package var scale: ExperienceScale
    /// What people call the clusters, by name; a cluster without such a name is called by its own.
    package var displayNames: [String: String] = [:]
    /// The spans of time that can be chosen, in their order; at least one.
    package var windows = Window.allCases
    /// The looks that can be chosen, in their order.
    package var themes = Theme.all
    /// The look at the start.
    package var theme = Theme.dark
    /// Which columns the boards show at the start.
    package var columns = ColumnChoice.standard
    /// What the last run remembered; nil when nothing shall be remembered.
    package var remembered: RememberedView?
    /// Something that was not as it should be at the start, for the person; nil when all was well.
    package var warning: String?
    /// Whether to draw with all that a terminal of many colours can: gradients, Braille charts, sums that stay in sight.
    package var deluxe = false
    /// Whether meters may grow and banners be shown by themselves; only in deluxe.
    package var motion = true
    /// Whether the footer names the deluxe look: where it is not shown and would work.
    package var namesDeluxe = false

    package init(
        root: String, window: Window = .last30Days, cluster: String? = nil,
        subject: Leaderboard.Subject = .metric(.coreHours),
        sort: BoardSort? = nil, filter: String = "", me: String? = nil, startsAtOwnRow: Bool = false,
        refreshSeconds: Int = 60, scale: ExperienceScale = .standard
    ) {
        self.root = root
        self.window = window
        self.cluster = cluster
        self.subject = subject
        self.sort = sort
        self.filter = filter
        self.me = me
        self.startsAtOwnRow = startsAtOwnRow
        self.refreshSeconds = refreshSeconds
        self.scale = scale
    }
}
