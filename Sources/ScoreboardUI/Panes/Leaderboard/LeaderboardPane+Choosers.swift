import Scoreboard
import TerminalKit

extension LeaderboardPane {
    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .window(let window): scene.window = window
        case .cluster(let cluster): scene.cluster = cluster
        case .subject(let subject): show(subject)
        case .export: break
        }
    }

    /// Shows another metric's board. An order that was chosen stays; the board's own order becomes that of the new one.
    mutating func show(_ subject: Leaderboard.Subject) {
        guard subject != self.subject else { return }
        let wasNatural = sort == LeaderboardPane.naturalSort(self.subject)
        self.subject = subject
        let natural = LeaderboardPane.naturalSort(subject)
        if wasNatural || !columns.contains(sort.column) { sort = natural }
        if wasNatural || !columns.contains(focus) { focus = sort.column.takesFocus ? sort.column : natural.column }
        columnOffset = 0
        rebuild()
    }

    mutating func stepMetric(by step: Int) {
        let tabs = Leaderboard.Subject.tabs
        let at = tabs.firstIndex(of: subject) ?? 0
        show(tabs[(at + step + tabs.count) % tabs.count])
    }
}
