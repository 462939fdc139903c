import Scoreboard
import TerminalKit

extension LeaderboardPane {
    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .window(let window): scene.window = window
        case .cluster(let cluster): scene.cluster = cluster
        case .subject(let subject): show(subject)
        case .sort(let column):
            let isNew = sort.column != column
            sort(by: column)
            // These put other people on top, who are wanted, and not where the selected one went.
            if isNew, column == .improved || column == .change { select(row: 0) }
            if column.takesFocus, columns.contains(column) { focus = column }
        case .sortQueue, .theme, .export: break
        }
    }

    /// Shows another metric's board. An order that was chosen stays; the board's own order becomes that of the new one.
    mutating func show(_ subject: Leaderboard.Subject) {
        guard subject != self.subject else { return }
        let wasNatural = sort == LeaderboardPane.naturalSort(self.subject, scale)
        self.subject = subject
        if wasNatural || !canSort(by: sort.column) { sort = LeaderboardPane.naturalSort(subject, scale) }
        if wasNatural || !columns.contains(focus) {
            focus = sort.column.takesFocus && columns.contains(sort.column) ? sort.column : naturalFocus
        }
        columnOffset = 0
        rebuild()
    }

    mutating func stepMetric(by step: Int) {
        let tabs = Leaderboard.Subject.tabs
        let at = tabs.firstIndex(of: subject) ?? 0
        show(tabs[(at + step + tabs.count) % tabs.count])
    }
}
