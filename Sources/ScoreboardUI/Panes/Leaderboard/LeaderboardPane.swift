package import Scoreboard
import TerminalKit

/// The hiscores: everybody by one metric, or by the total level.
package struct LeaderboardPane: SearchablePane {
    package static let name = "leaderboard"
    package static let title = "Board"
    package static let scope = Action.Scope.board

    /// What the board ranks by.
    package internal(set) var subject: Leaderboard.Subject {
        didSet { lineUp() }
    }
    /// What the rows were made of: the scene's, as of the last change.
    package private(set) var window: Window
    package private(set) var cluster: String?
    /// The order of the rows.
    package internal(set) var sort: BoardSort
    /// The column that `s` sorts by.
    package internal(set) var focus: BoardColumn
    /// Plain words, as in ``WordFilter``.
    package var filter: String
    /// What the last search looked for; empty is none.
    package var search = ""
    /// The user that is selected; it stays selected wherever its row goes.
    package internal(set) var selectedUser: String?
    /// The row of the selection, for when its user has left.
    package var selectedRow = 0
    /// The player that the last event clicked at.
    var lastPress: String?
    /// How many rows are above the first that is seen.
    package internal(set) var scrollOffset = 0
    /// How many columns are hidden at the left.
    package internal(set) var columnOffset = 0
    var rows = BoardRows()
    private var roster = Roster()
    /// The shown clusters of which no steps are read, as people call them, and whether those are all that are shown.
    var withoutSteps: (clusters: [String], isEvery: Bool) = ([], false)
    /// Which columns are shown: the scene's, as of the last change.
    private(set) var choice: ColumnChoice {
        didSet { lineUp() }
    }
    /// The columns of the present board that are shown, in their order, and how many columns of the screen their titles
    /// take: they are asked for several times a frame.
    private(set) var columns: [BoardColumn] = []
    private var titles: [BoardColumn: Int] = [:]
    let scale: ExperienceScale
    /// The person's own name.
    let me: String?
    var startsAtOwnRow: Bool
    /// Whether the sums of what is shown stay in sight.
    let showsTotals: Bool
    /// Whether the person asked for their own row at the start.
    let wantsOwnRow: Bool

    package init(_ options: BoardOptions) {
        subject = options.subject
        window = options.window
        cluster = options.cluster
        scale = options.scale
        filter = options.filter
        me = options.me
        startsAtOwnRow = options.startsAtOwnRow
        choice = options.columns
        showsTotals = options.deluxe
        wantsOwnRow = options.startsAtOwnRow
        let natural = LeaderboardPane.naturalSort(options.subject, options.scale)
        let wanted =
            options.sort.map { BoardSort($0.column.on(options.subject), isDescending: $0.isDescending) } ?? natural
        sort = wanted
        focus = wanted.column.takesFocus ? wanted.column : natural.column
        lineUp()
        if !canSort(by: sort.column) { sort = natural }
        if !columns.contains(focus) { focus = naturalFocus }
    }

    package func footerActions(_ scene: Scene) -> [Action] {
        guard scene.hasBoards else { return Footer.withoutData }
        let always: [Action] = [
            .help, .sort, .filter, .search, .open, .chooseMetric, .chooseWindow, .chooseCluster, .mark, .compare,
            .nextColumn, .reload,
        ]
        return always + (me == nil ? [] : [.ownRow]) + [.chooseColumns, .export, .command, .poll, .chooseTheme]
    }

    /// What the board ranks by, where it was not collected everywhere.
    private var lackingWord: String? {
        guard case .metric(let metric) = subject, !withoutSteps.clusters.isEmpty else { return nil }
        return metric.stepWord
    }

    /// That what the board ranks by was not collected, and where, as far as it was not; nil when it was.
    var notCollected: String? {
        let place = withoutSteps.isEvery ? "" : " on \(withoutSteps.clusters.joined(separator: ", "))"
        return lackingWord.map { "\($0) was not collected\(place)" }
    }

    /// The same for a narrow screen.
    var notCollectedShort: String? {
        let place = withoutSteps.isEvery ? "" : ": \(withoutSteps.clusters.joined(separator: ", "))"
        return lackingWord.map { "no \($0)\(place)" }
    }

    private mutating func lineUp() {
        columns = choice.shown(of: BoardColumn.columns(of: subject, scale))
        titles = [:]
        for column in columns { titles[column] = column.title(subject, scale).displayWidth }
    }

    /// A column orders whether it is shown or not.
    func canSort(by column: BoardColumn) -> Bool {
        column == .improved || BoardColumn.columns(of: subject, scale).contains(column)
    }

    /// The order in which the ranks rise from the top.
    static func naturalSort(_ subject: Leaderboard.Subject, _ scale: ExperienceScale) -> BoardSort {
        subject == .overall && scale.hasLevels ? BoardSort(.level) : BoardSort(.value)
    }

    /// Where `s` stands when nothing else is said: the column of the natural order, or the first that is shown.
    var naturalFocus: BoardColumn {
        let natural = LeaderboardPane.naturalSort(subject, scale).column
        let shown = columns
        return shown.contains(natural)
            ? natural : shown.first { $0.takesFocus && $0 != .name } ?? .name
    }

    /// The person chose other columns.
    private mutating func adopt(_ choice: ColumnChoice) {
        self.choice = choice
        if !columns.contains(focus) { focus = naturalFocus }
    }

    func layout(_ scene: Scene, columnOffset: Int? = nil) -> BoardLayout {
        BoardLayout(
            size: scene.size, columns: columns, isOrdered: choice.isOrdered, offset: columnOffset ?? self.columnOffset,
            titles: titles, widths: rows.widths, showsTotals: showsTotals)
    }

    package var view: String { subject.key }
    package var showsTimes: Bool { false }

    package func position(_ scene: Scene) -> String {
        scene.size.width < BoardLayout.wideWidth ? "" : place(scene)
    }

    /// `2 marked  4/128`.
    func place(_ scene: Scene) -> String {
        (scene.marks.isEmpty ? "" : "\(scene.marks.count) marked  ")
            + (rows.count == 0 ? "" : "\(selectedRow + 1)/\(rows.count)")
    }

    package var shownCount: Int { rows.count }
    package var allCount: Int { rows.allCount }
    package func matches(_ text: String) -> [Int] { rows.matches(text) }

    // MARK: - Data

    package mutating func standingsChanged(_ scene: inout Scene) {
        window = scene.window
        cluster = scene.cluster
        roster = scene.users
        let chosen = scene.standings.filter { cluster == nil || $0.cluster == cluster }
        let without = chosen.filter { !$0.memoryIsCollected }.map { scene.title(ofCluster: $0.cluster) }
        withoutSteps = (without, !without.isEmpty && without.count == chosen.count)
        rebuild()
        tell(&scene)
    }

    /// What the other panes know of the board.
    private func tell(_ scene: inout Scene) {
        scene.selectedUser = selectedUser
        scene.playerOrder = rows.shown
        scene.subject = subject
        scene.sort = chosenSort
    }

    /// Nil where the board has its own order.
    var chosenSort: BoardSort? { sort == LeaderboardPane.naturalSort(subject, scale) ? nil : sort }

    /// The player that another pane went to is selected here too.
    package mutating func appear(_ scene: inout Scene) {
        if let user = scene.selectedUser, let row = rows.row(of: user) { select(row: row) }
    }

    /// Ranks anew.
    mutating func rebuild() {
        rows = BoardRows(roster: roster, subject: subject, window: window, scale: scale, before: rows)
        arrange()
    }

    /// Filters and sorts anew; the selection follows its user, who also keeps the place on the screen.
    package mutating func arrange() {
        let placeOnScreen = selectedRow - scrollOffset
        rows.arrange(filter: WordFilter(filter), sort: sort)
        if showsTotals { rows.addUp() }
        if startsAtOwnRow, let me, rows.row(of: me) != nil {
            selectedUser = me
            startsAtOwnRow = false
        }
        if let user = selectedUser, let row = rows.row(of: user) {
            selectedRow = row
            scrollOffset = row - placeOnScreen
        }
        select(row: selectedRow)
    }

    package mutating func select(row: Int) {
        selectedRow = max(0, min(rows.count - 1, row))
        selectedUser = rows.count == 0 ? selectedUser : rows.name(at: selectedRow)
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        if choice != scene.columns { adopt(scene.columns) }
        tell(&scene)
        guard !scene.isTooSmall else { return [] }
        let visible = layout(scene).rows.height
        scrollOffset = min(scrollOffset, selectedRow)
        scrollOffset = max(scrollOffset, selectedRow - visible + 1)
        scrollOffset = max(0, min(scrollOffset, rows.count - visible))
        let last = max(0, columns.count - 4)
        columnOffset = max(0, min(columnOffset, last))
        while columnOffset > 0, !layout(scene, columnOffset: columnOffset - 1).hidesRight { columnOffset -= 1 }
        return []
    }
}
