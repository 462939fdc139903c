package import Scoreboard
import TerminalKit

/// Everything of one player: skills, months, days, how jobs ended, clusters, GPUs, memory.
package struct UserPane: Pane {
    package static let name = "user"
    package static let title = "User"
    package static let scope = Action.Scope.user

    /// The player that is shown; nil as long as there is none.
    package internal(set) var user: String?
    /// The metric of the charts.
    package internal(set) var subject: Leaderboard.Subject
    /// The months and days of ``user``, or of the player shown before while they are read.
    package internal(set) var history: UserHistory?
    /// How many rows of the page are above the first that is seen.
    package internal(set) var scrollOffset = 0
    /// A history is being read: one at a time.
    var isAsking = false
    /// The history is older than the standings.
    var isStale = false
    /// What is known of the player is of the present standings. A pane that is not seen need not keep up.
    private var isMeasured = false
    var standing: UserStanding?
    var ranks: PlayerRanks?
    /// The history as the hiscores read it; nil as long as it is not there.
    var timeline: Timeline?
    var achievements: [Achievement] = []
    let scale: ExperienceScale

    package init(_ options: BoardOptions) {
        subject = options.subject
        scale = options.scale
    }

    package func footerActions(_ scene: Scene) -> [Action] {
        guard scene.hasBoards else { return Footer.withoutData }
        return [
            .help, .nextUser, .previousUser, .nextColumn, .chooseWindow, .chooseCluster, .chooseMetric, .mark, .compare,
            .reload,
        ]
    }

    package mutating func standingsChanged(_ scene: inout Scene) {
        isStale = true
        isMeasured = false
    }

    package mutating func appear(_ scene: inout Scene) {
        subject = scene.subject
        show(scene.selectedUser ?? scene.playerOrder.first, scene)
    }

    /// Shows a player; the page begins at its top for another one.
    mutating func show(_ user: String?, _ scene: Scene) {
        if user != self.user { scrollOffset = 0 }
        self.user = user
        measure(scene)
    }

    private mutating func measure(_ scene: Scene) {
        isMeasured = true
        standing = user.flatMap(scene.users.standing(of:))
        ranks = standing.map { PlayerRanks(of: $0, among: scene.users, scale: scale) }
        lookBack(scene)
    }

    /// Reads the history for what was reached in it, and when.
    private mutating func lookBack(_ scene: Scene) {
        let today = scene.standings.map(\.today).max() ?? scene.now.day
        timeline = ownHistory.map { Timeline(of: $0, cluster: scene.cluster, today: today) }
        achievements = timeline?.achievements(scale) ?? []
    }

    /// The history of the player that is shown.
    var ownHistory: UserHistory? { history.flatMap { $0.user == user ? $0 : nil } }

    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {
        guard case .history(let history) = answer else { return }
        isAsking = false
        // An answer about a player that was left meanwhile is of no use; the next question follows by itself.
        if history.user == user {
            self.history = history
            lookBack(scene)
        }
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        if user == nil, let first = scene.selectedUser ?? scene.playerOrder.first ?? scene.users.names.first {
            show(first, scene)
        }
        if !isMeasured { measure(scene) }
        if !scene.isTooSmall {
            let area = body(scene)
            scrollOffset = max(0, min(scrollOffset, page(scene, width: area.width).lastOffset(rows: area.height)))
        }
        guard let user, standing != nil, !isAsking, isStale || ownHistory == nil,
            let today = scene.standings.map(\.today).max()
        else { return [] }
        isAsking = true
        isStale = false
        let clusters = scene.standings.filter { $0.standing(of: user) != nil }
        return [.ask(.history(user: user, clusters: clusters.map(\.cluster), today: today))]
    }

    package var view: String { "\(subject.key) \(user ?? "")" }

    package func position(_ scene: Scene) -> String {
        guard let user, let place = scene.playerOrder.firstIndex(of: user) else { return "" }
        return "\(place + 1)/\(scene.playerOrder.count)"
    }
}
