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
            label: "ALL",
            detail: scene.standings.count == 1 ? "the only cluster" : "\(scene.standings.count) clusters together",
            choice: .cluster(nil))
        let items = scene.standings.map { standing in
            let users = standing.userCount == 1 ? "1 user" : "\(standing.userCount) users"
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
    static func subjects(_ current: Leaderboard.Subject, _ scene: Scene) -> Chooser {
        Chooser(
            title: scene.options.scale.metricWord,
            items: Leaderboard.Subject.tabs.map { tab in
                Chooser.Item(
                    label: tab.title(scene.options.scale), detail: tab.unitText(scene.options.scale),
                    choice: .subject(tab))
            },
            current: .subject(current), opener: .chooseMetric)
    }

    /// The orders of a board: those that put other people on top first, then every column of it, shown or not.
    static func orders(_ board: LeaderboardPane, _ scene: Scene) -> Chooser {
        func item(_ label: String, _ detail: String, _ column: BoardColumn) -> Chooser.Item {
            guard board.sort.column == column else {
                return Chooser.Item(label: label, detail: detail, choice: .sort(column))
            }
            let arrow = board.sort.isDescending ? scene.glyphs.down : scene.glyphs.up
            return Chooser.Item(
                label: "\(label) \(arrow)", detail: "\(board.sort.words), again to invert", choice: .sort(column))
        }
        let readyMade = [
            item("Most improved", "who gained most ranks", .improved),
            item("Newcomers", "NEW first, then by change of rank", .change),
        ]
        let columns = scene.columns.ordered(BoardColumn.columns(of: board.subject, board.scale))
        let items = columns.filter { $0 != .change }.map { column in
            item(column.name(board.subject, board.scale), BoardSort(column).words, column)
        }
        return Chooser(
            title: "Sort", items: readyMade + items, current: .sort(board.sort.column), opener: .chooseSort)
    }

    /// The orders of the queue: every column of it, shown or not.
    static func orders(_ queue: LivePane, _ scene: Scene) -> Chooser {
        let items = LiveColumn.allCases.filter(\.takesFocus).map { column in
            guard column == queue.sortColumn else {
                return Chooser.Item(label: column.name, detail: column.orderWords, choice: .sortQueue(column))
            }
            let arrow = queue.isDescending ? scene.glyphs.down : scene.glyphs.up
            let words = LiveColumn.words(column, isDescending: queue.isDescending)
            return Chooser.Item(
                label: "\(column.name) \(arrow)", detail: "\(words), again to invert", choice: .sortQueue(column))
        }
        return Chooser(title: "Sort", items: items, current: .sortQueue(queue.sortColumn), opener: .chooseSort)
    }

    /// The looks. The one that is selected is shown at once.
    static func themes(_ scene: Scene) -> Chooser {
        Chooser(
            title: "Theme",
            items: scene.options.themes.map { theme in
                Chooser.Item(label: theme.name, detail: theme.summary, choice: .theme(theme))
            },
            current: .theme(scene.theme), opener: .chooseTheme)
    }
}
