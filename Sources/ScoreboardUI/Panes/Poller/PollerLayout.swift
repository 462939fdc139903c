import TerminalKit

/// Where the clusters, the facts about one and its log stand.
struct PollerLayout {
    /// The clusters beside or above them.
    let clusters: ClusterListLayout
    /// The facts and the log together.
    let area: Rect
    /// Rows of the facts; the log's title and its rows come below.
    let factsHeight: Int

    /// - Parameter factsHeight: For so many columns, how many rows the facts want, and how many they can do with.
    init(size: Size, clusters: Int, factsHeight: (Int) -> (whole: Int, least: Int)) {
        self.clusters = ClusterListLayout(size: size, clusters: clusters)
        area = self.clusters.details
        let (whole, least) = factsHeight(area.width)
        guard whole + PollerLayout.leastLog <= area.height else {
            self.factsHeight = min(least, area.height)
            return
        }
        // A row of air above the log's title, where the log has enough.
        self.factsHeight = whole + (whole + PollerLayout.ampleLog < area.height ? 1 : 0)
    }

    /// The log's title and two rows.
    private static let leastLog = 3
    private static let ampleLog = 5

    /// Where the log's title stands; nil where there is no room for a log.
    var logTitle: Int? { area.height - factsHeight >= 2 ? area.y + factsHeight : nil }

    var log: Rect {
        let top = area.y + factsHeight + 1
        return Rect(x: area.x, y: top, width: area.width, height: max(0, area.maxY - top))
    }
}
