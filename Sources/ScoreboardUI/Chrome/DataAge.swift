import Scoreboard
import TerminalKit

/// How old the oldest of the shown clusters' data is, in words for the top line.
struct DataAge {
    /// Data older than this looks stale, older than the second looks wrong. Pollers run every few minutes.
    static let staleSeconds: Int64 = 2 * 3600
    static let deadSeconds: Int64 = 24 * 3600

    /// The cluster whose data it is, where there are others and it matters.
    private let whose: String
    private let age: String
    /// `stale`; empty when it is not.
    private let verdict: String
    let role: Role

    init(_ scene: Scene) {
        let chosen = scene.chosenStandings
        guard let oldest = chosen.min(by: { $0.asOf < $1.asOf }) else {
            (whose, age, verdict, role) = ("", scene.isLoading ? "loading" : "", "", .dim)
            return
        }
        let seconds = max(0, scene.now - oldest.asOf)
        role = DataAge.role(seconds: seconds)
        whose = chosen.count > 1 && role != .level ? "\(scene.title(ofCluster: oldest.cluster)) " : ""
        age = ValueText.age(seconds: seconds)
        verdict = role == .loss ? "STALE" : role == .warning ? "stale" : ""
    }

    /// How data of that age looks.
    static func role(seconds: Int64) -> Role {
        seconds >= deadSeconds ? .loss : seconds >= staleSeconds ? .warning : .level
    }

    /// `bell 4h ago, stale`.
    var whole: String { whose + age + ending }
    /// `bell updated 4h ago, stale`.
    var updated: String { "\(whose)updated \(age)\(ending)" }
    /// `4h stale`.
    var brief: String {
        let suffix = " ago"
        guard !verdict.isEmpty, age.hasSuffix(suffix) else { return age }
        return "\(age.dropLast(suffix.count)) \(verdict)"
    }

    private var ending: String { verdict.isEmpty ? "" : ", \(verdict)" }
}
