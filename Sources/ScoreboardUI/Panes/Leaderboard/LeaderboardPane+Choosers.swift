import Scoreboard
import TerminalKit

extension LeaderboardPane {
    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .window(let window):
            self.window = window
            rebuild()
        case .cluster(let cluster):
            self.cluster = cluster
            gatherUsers(scene)
        case .subject(let subject):
            show(subject)
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

    func windowChooser(_ scene: Scene) -> Chooser {
        let details: [Window: String] = [
            .allTime: "everything that was ever counted",
            .last365Days: "the 365 UTC days that end today",
            .last30Days: "the 30 UTC days that end today",
        ]
        return Chooser(
            title: "Window",
            items: scene.options.windows.map {
                Chooser.Item(label: $0.title, detail: details[$0] ?? "", choice: .window($0))
            },
            current: .window(window), opener: .chooseWindow)
    }

    func clusterChooser(_ scene: Scene) -> Chooser {
        let all = Chooser.Item(
            label: "ALL", detail: "\(scene.standings.count) clusters together", choice: .cluster(nil))
        let items = scene.standings.map { standing in
            let users = standing.users.count == 1 ? "1 user" : "\(standing.users.count) users"
            return Chooser.Item(
                label: scene.title(ofCluster: standing.cluster),
                detail: "\(users), read \(ValueText.age(seconds: scene.now - standing.asOf))",
                choice: .cluster(standing.cluster))
        }
        return Chooser(title: "Cluster", items: [all] + items, current: .cluster(cluster), opener: .chooseCluster)
    }

    var metricChooser: Chooser {
        Chooser(
            title: "Skill",
            items: Leaderboard.Subject.tabs.map { tab in
                Chooser.Item(label: tab.title, detail: tab.unitText, choice: .subject(tab))
            },
            current: .subject(subject), opener: .chooseMetric)
    }
}
