/// Everything that a person can ask of the interface. What each one is called, which keys it has and where it applies
/// stands in one table, ``definition``: footer, help and the manual's list of keys are made from it.
package enum Action: String, CaseIterable, Hashable, Sendable {
    case showPane, open, mark, compare, clearMarks, nextUser, previousUser
    case nextColumn, previousColumn, sort
    case filter, search, nextMatch, previousMatch
    case chooseWindow, chooseCluster, chooseMetric, nextMetric, previousMetric
    case chooseSort, chooseColumns, toggleColumn, columnLeft, columnRight, defaultColumns, chooseTheme
    case moveUp, moveDown, pageUp, pageDown, halfPageUp, halfPageDown, moveToFirst, moveToLast
    case scrollLeft, scrollRight
    case ownRow, examine, poll
    case export, copy, command
    case accept, reload, pauseRefresh, help, escape, back, quit, redraw, suspend

    /// Where an action applies.
    package enum Scope: CaseIterable, Hashable, Sendable {
        case board, user, health, bloom, poller, live, compare, chooser, help, columns

        /// The scopes of panes: all but those of what lies over them.
        package static let panes: [Scope] = [.board, .user, .health, .bloom, .poller, .live, .compare]
    }
}
