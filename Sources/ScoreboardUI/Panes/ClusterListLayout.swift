import TerminalKit

/// Where the clusters and what is said of one stand: beside each other, or on a narrow screen below each other.
struct ClusterListLayout {
    static let wideWidth = 90
    private static let listWidth = 30

    /// The frame around the pane.
    let frame: Rect
    /// The lines of the clusters.
    let list: Rect
    let details: Rect
    /// The line between them: an x beside each other, a y below each other.
    let dividerX: Int?
    let dividerY: Int?

    init(size: Size, clusters: Int) {
        let bottom = size.height - 2
        frame = Rect(x: 0, y: 0, width: size.width, height: size.height - 1)
        if size.width >= ClusterListLayout.wideWidth {
            let x = ClusterListLayout.listWidth
            list = Rect(x: 1, y: 2, width: x - 1, height: bottom - 2)
            details = Rect(x: x + 2, y: 1, width: size.width - x - 4, height: bottom - 1)
            dividerX = x
            dividerY = nil
        } else {
            let height = max(1, min(clusters, 6, (bottom - 1) / 3))
            list = Rect(x: 1, y: 1, width: size.width - 2, height: height)
            dividerX = nil
            dividerY = 1 + height
            let top = 2 + height
            details = Rect(x: 2, y: top, width: size.width - 4, height: max(0, bottom - top))
        }
    }
}
