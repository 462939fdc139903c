import Scoreboard
import TerminalKit

extension Chooser {
    /// The spans of time.
    static func windows(_ scene: Scene) -> Chooser {
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
            current: .window(scene.window), opener: .chooseWindow)
    }

    /// The clusters, and all of them together.
    static func clusters(_ scene: Scene) -> Chooser {
        let all = Chooser.Item(
            label: "ALL", detail: "\(scene.standings.count) clusters together", choice: .cluster(nil))
        let items = scene.standings.map { standing in
            let users = standing.users.count == 1 ? "1 user" : "\(standing.users.count) users"
            return Chooser.Item(
                label: scene.title(ofCluster: standing.cluster),
                detail: "\(users), read \(ValueText.age(seconds: scene.now - standing.asOf))",
                choice: .cluster(standing.cluster))
        }
        return Chooser(title: "Cluster", items: [all] + items, current: .cluster(scene.cluster), opener: .chooseCluster)
    }

    /// The formats of exported files.
    static func exportFormats(_ scene: Scene) -> Chooser {
        Chooser(
            title: "Export as",
            items: ExportFormat.allCases.map {
                Chooser.Item(label: $0.title, detail: $0.detail, choice: .export($0))
            },
            current: .export(scene.exportFormat), opener: .export)
    }

    /// The skills.
    static func subjects(_ current: Leaderboard.Subject) -> Chooser {
        Chooser(
            title: "Skill",
            items: Leaderboard.Subject.tabs.map { tab in
                Chooser.Item(label: tab.title, detail: tab.unitText, choice: .subject(tab))
            },
            current: .subject(current), opener: .chooseMetric)
    }
}
