import Scoreboard

/// Which columns the boards show, and in which order.
///
/// One choice is for all boards, by the kind of the column: who hides the share hides it everywhere, and a column that a
/// board does not have (no progress on a board without levels) is passed over there. The metric that a board ranks by is
/// its value column there, and a metric's column on all others.
package struct ColumnChoice: Hashable, Sendable {
    /// Every column that can be moved, the hidden ones among them.
    package private(set) var order: [BoardColumn]
    /// What is not shown.
    package private(set) var hidden: Set<BoardColumn>

    /// Always at the left, in this order: they do not scroll.
    static let pinned: [BoardColumn] = [.rank, .change, .name]
    /// Nobody could tell the rows apart without these.
    private static let unhideable: Set<BoardColumn> = [.rank, .name]

    private static let standardOrder: [BoardColumn] =
        [.level, .value, .progress, .failureRate, .gained, .share, .trend]
        + Leaderboard.Subject.tabs.compactMap { if case .metric(let metric) = $0 { .metric(metric) } else { nil } }

    /// Everything, in the order of the screen.
    package static let standard = ColumnChoice(order: standardOrder, hidden: [])

    /// Any lists will do: what cannot be moved or hidden is left out, and a column that `order` does not name stands behind
    /// the one that it usually stands behind.
    package init(order: [BoardColumn], hidden: Set<BoardColumn>) {
        let known = Set(ColumnChoice.standardOrder)
        var seen: Set<BoardColumn> = []
        var complete = order.filter { known.contains($0) && seen.insert($0).inserted }
        for (index, column) in ColumnChoice.standardOrder.enumerated() where !seen.contains(column) {
            let before = index > 0 ? complete.firstIndex(of: ColumnChoice.standardOrder[index - 1]) : nil
            complete.insert(column, at: before.map { $0 + 1 } ?? 0)
        }
        self.order = complete
        self.hidden = hidden.intersection(known.union(ColumnChoice.pinned)).subtracting(ColumnChoice.unhideable)
    }

    /// Whether the order is the person's own.
    package var isOrdered: Bool { order != ColumnChoice.standardOrder }

    static func canHide(_ column: BoardColumn) -> Bool { !unhideable.contains(column) }
    static func canMove(_ column: BoardColumn) -> Bool { !pinned.contains(column) }

    /// The columns of a board in the chosen order, the hidden ones among them.
    func ordered(_ columns: [BoardColumn]) -> [BoardColumn] {
        ColumnChoice.pinned.filter(columns.contains) + order.filter(columns.contains)
    }

    /// The columns of a board that are shown.
    func shown(of columns: [BoardColumn]) -> [BoardColumn] {
        ordered(columns).filter { !hidden.contains($0) }
    }

    /// Hides a column, or shows it again.
    mutating func toggle(_ column: BoardColumn) {
        guard ColumnChoice.canHide(column) else { return }
        if hidden.remove(column) == nil { hidden.insert(column) }
    }

    /// Moves a column by one place, left below zero, among those of a board; those that the board does not have keep their
    /// neighbours.
    mutating func move(_ column: BoardColumn, by step: Int, among columns: [BoardColumn]) {
        let list = order.filter(columns.contains)
        guard let at = list.firstIndex(of: column), list.indices.contains(at + step) else { return }
        let neighbour = list[at + step]
        order.removeAll { $0 == column }
        guard let place = order.firstIndex(of: neighbour) else { return }
        order.insert(column, at: step > 0 ? place + 1 : place)
    }
}
