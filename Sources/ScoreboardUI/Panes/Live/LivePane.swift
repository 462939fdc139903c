import Scoreboard
import TerminalKit

/// What runs and waits now, by user, as squeue tells it. It is asked while somebody looks, and never stored.
package struct LivePane: SearchablePane {
    package static let name = "live"
    package static let title = "Live"
    package static let scope = Action.Scope.live

    /// Why there is no newer answer.
    enum Problem: Hashable, Sendable {
        case noSqueue
        case failed(String)
    }

    /// The last good answer: one a cluster; nil as long as there was none.
    private(set) var queues: [ClusterQueue]?
    /// What must be known about it.
    private(set) var remarks: [String] = []
    private(set) var answeredAt: Timestamp?
    /// Nil when the last question was answered.
    private(set) var problem: Problem?
    private(set) var pace = QueuePace()
    /// The clusters of the last question.
    private var asked: [String] = []

    /// Plain words, as in ``WordFilter``.
    package var filter = ""
    /// What the last search looked for; empty is none.
    package var search = ""
    /// The user that is selected; it stays selected wherever its row goes.
    package internal(set) var selectedUser: String?
    /// The row of the selection, for when its user has left.
    package var selectedRow = 0
    /// How many rows are above the first that is seen.
    package internal(set) var scrollOffset = 0
    /// The user that the last event clicked at.
    var lastPress: String?
    /// The order of the rows, and the column that `s` sorts by.
    var sortColumn = LiveColumn.runningCPUs
    var isDescending = true
    var focus = LiveColumn.runningCPUs
    private(set) var rows = LiveRows()
    /// The person's own name.
    let me: String?

    package init(_ options: BoardOptions) {
        me = options.me
    }

    package func footerActions(_ scene: Scene) -> [Action] {
        guard shownQueues(scene) != nil, problem != .noSqueue else { return [.help, .reload, .chooseCluster] }
        let always: [Action] = [
            .help, .reload, .sort, .filter, .search, .open, .chooseCluster, .nextColumn, .moveUp, .moveDown,
            .chooseSort,
        ]
        return me == nil ? always : always + [.ownRow]
    }

    /// The clusters whose queues are wanted; none is the cluster that this machine belongs to.
    private func wanted(_ scene: Scene) -> [String] {
        scene.cluster.map { [$0] } ?? scene.standings.map(\.cluster).sorted()
    }

    /// What was answered of the chosen clusters; nil when nothing was.
    func shownQueues(_ scene: Scene) -> [ClusterQueue]? {
        guard let queues, let cluster = scene.cluster else { return queues }
        let chosen = queues.filter { $0.cluster == cluster }
        return chosen.isEmpty ? nil : chosen
    }

    /// Whether the person's own jobs are all that Slurm shows.
    var hasOnlyOwnJobs: Bool {
        rows.othersCount == 0 && rows.entries.count == 1 && rows.entries.first?.user == me
    }

    func layout(_ scene: Scene) -> LiveLayout {
        LiveLayout(size: scene.size, rows: rows, hasOthers: rows.othersCount > 0 && filter.isEmpty)
    }

    package func position(_ scene: Scene) -> String {
        rows.count == 0 ? "" : "\(selectedRow + 1)/\(rows.count)"
    }

    package var shownCount: Int { rows.count }
    package var allCount: Int { rows.entries.count }
    package func matches(_ text: String) -> [Int] { rows.matches(text) }

    // MARK: - Data

    package mutating func standingsChanged(_ scene: inout Scene) {
        rebuild(scene)
    }

    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {
        guard case .queue(let answer) = answer else { return }
        switch answer {
        case .queues(let queues, let remarks):
            self.queues = queues
            self.remarks = remarks
            answeredAt = scene.now
            problem = nil
            let refresh = Int64(scene.options.refreshSeconds)
            pace.succeeded(scene.now, pause: refresh > 0 ? max(QueuePace.usual, refresh) : nil)
            rebuild(scene)
        case .noSqueue:
            problem = .noSqueue
            pace.failed(scene.now, isRepeated: false)
        case .failed(let words):
            problem = .failed(words)
            pace.failed(scene.now, isRepeated: scene.options.refreshSeconds > 0)
        }
    }

    /// The player that another pane went to is selected here too.
    package mutating func appear(_ scene: inout Scene) {
        if let user = scene.selectedUser, let row = rows.row(of: user) { select(row: row) }
    }

    private mutating func rebuild(_ scene: Scene) {
        rows = LiveRows(shownQueues(scene) ?? [])
        arrange()
    }

    /// Filters and sorts anew; the selection follows its user, who also keeps the place on the screen.
    package mutating func arrange() {
        let placeOnScreen = selectedRow - scrollOffset
        rows.arrange(filter: WordFilter(filter), by: sortColumn, isDescending: isDescending)
        if let user = selectedUser, let row = rows.row(of: user) {
            selectedRow = row
            scrollOffset = row - placeOnScreen
        }
        select(row: selectedRow)
    }

    package mutating func select(row: Int) {
        selectedRow = max(0, min(rows.count - 1, row))
        selectedUser = rows.count == 0 ? selectedUser : rows[selectedRow].user
    }

    /// Asks now, or says when.
    mutating func request(_ scene: inout Scene) {
        guard !pace.isAsking else { return }
        pace.request()
        let seconds = pace.secondsToRequest(scene.now)
        if seconds > 0 { scene.say("squeue was asked just now: it is asked again in \(seconds)s.") }
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        guard !scene.isTooSmall else { return [] }
        let visible = layout(scene).rows.height
        scrollOffset = min(scrollOffset, selectedRow)
        scrollOffset = max(scrollOffset, selectedRow - visible + 1)
        scrollOffset = max(0, min(scrollOffset, rows.count - visible))
        // Which clusters there are is not known before.
        guard scene.loadState != .loading else { return [] }
        let clusters = wanted(scene)
        if !pace.isAsking, problem != .noSqueue, !clusters.allSatisfy(asked.contains) { pace.request() }
        guard pace.begins(scene.now, isPaused: scene.isPaused) else { return [] }
        asked = clusters
        return [.ask(.queue(clusters: clusters))]
    }
}
