package import Scoreboard

/// What the interface remembers from one run to the next. What a flag said is not in it, unless the person chose the same
/// thing in the interface.
package struct RememberedView: Hashable, Sendable {
    /// Each thing that is remembered.
    package enum Part: CaseIterable, Hashable, Sendable {
        case sort, columns, window, cluster, metric, theme
    }

    /// Nil is the board's own order.
    package var sort: BoardSort?
    package var columns = ColumnChoice.standard
    /// Nil is what the site shows first.
    package var window: Window?
    /// Nil is all of them.
    package var cluster: String?
    /// Nil is the board that is shown first.
    package var subject: Leaderboard.Subject?
    /// By name, whether there is such a theme now or not; nil is the one of the site or the user.
    package var theme: String?

    package init() {}

    /// Takes a part of another view.
    mutating func take(_ part: Part, of other: RememberedView) {
        switch part {
        case .sort: sort = other.sort
        case .columns: columns = other.columns
        case .window: window = other.window
        case .cluster: cluster = other.cluster
        case .metric: subject = other.subject
        case .theme: theme = other.theme
        }
    }

    /// The parts in which two views differ.
    func differences(from other: RememberedView) -> [Part] {
        Part.allCases.filter { part in
            var taken = self
            taken.take(part, of: other)
            return taken != self
        }
    }
}
