import TerminalKit

/// Where the clusters, the facts about one and its log stand.
struct PollerLayout {
    /// The lines of the clusters, and what lies between them and the rest, as on the pane of health.
    let list: Rect
    let dividerX: Int?
    let dividerY: Int?
    /// The facts and the log together.
    let area: Rect
    /// Rows of the facts; the log's title and its rows come below.
    let factsHeight: Int

    /// - Parameter factsHeight: For so many columns, how many rows the facts want, and how many they can do with.
    init(size: Size, clusters: Int, factsHeight: (Int) -> (whole: Int, least: Int)) {
        let health = HealthLayout(size: size, clusters: clusters)
        list = health.list
        dividerX = health.dividerX
        dividerY = health.dividerY
        area = health.details
        let (whole, least) = factsHeight(area.width)
        self.factsHeight = whole + PollerLayout.leastLog <= area.height ? whole : min(least, area.height)
    }

    /// The log's title and two rows.
    private static let leastLog = 3

    /// Where the log's title stands; nil where there is no room for a log.
    var logTitle: Int? { area.height - factsHeight >= 2 ? area.y + factsHeight : nil }

    var log: Rect {
        let top = area.y + factsHeight + 1
        return Rect(x: area.x, y: top, width: area.width, height: max(0, area.maxY - top))
    }
}
