import Scoreboard
import TerminalKit

/// A line that is shown for some seconds: somebody has reached a level.
package struct Banner: Hashable, Sendable {
    package var text: String
    /// Whether it is about the person at the screen.
    package var isOwn: Bool

    /// At most so many of others are shown one after the other; the last one counts the rest.
    package static let limit = 3
    private static let nameWidth = 24

    /// What is said of these, the person's own first, of each player once.
    package static func all(of ups: [LevelUp], me: String?) -> [Banner] {
        let own = ups.filter { $0.user == me }
        var banners: [Banner] = []
        if let first = own.first {
            let more = own.count - 1
            let rest = more == 0 ? "" : more == 1 ? ", and 1 more skill" : ", and \(more) more skills"
            banners.append(
                Banner(text: "Level up! You reached level \(first.level) in \(first.metric.title)\(rest)", isOwn: true))
        }
        var seen: Set<String> = []
        let others = ups.filter { $0.user != me && seen.insert($0.user).inserted }
        for (place, up) in others.prefix(limit).enumerated() {
            let name = SafeText(up.user).truncated(to: nameWidth, ellipsis: Glyphs.unicode.ellipsis)
                .pieces.map(\.glyph).joined()
            let rest = place == limit - 1 ? others.count - limit : 0
            let more = rest == 0 ? "" : rest == 1 ? ", and 1 other" : ", and \(rest) others"
            banners.append(
                Banner(text: "\(name) reached level \(up.level) in \(up.metric.title)\(more)", isOwn: false))
        }
        return banners
    }
}
