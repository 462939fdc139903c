import Scoreboard
import TerminalKit

/// The top line of the frame: the program's name, and how old the data is.
enum TitleLine {
    /// Data older than this looks stale, older than the second looks wrong. Pollers run every few minutes.
    static let staleSeconds: Int64 = 2 * 3600
    static let deadSeconds: Int64 = 24 * 3600

    static func render(into buffer: inout ScreenBuffer, _ scene: Scene, cluster: String?) {
        let width = buffer.size.width
        let title = " \(buffer.glyphs.crown) SLURM SCOREBOARD "
        let end = buffer.write(title, x: 2, y: 0, role: .title)
        let chosen = scene.standings.filter { cluster == nil || $0.cluster == cluster }
        let (age, role) = age(scene, chosen)
        guard !age.isEmpty else { return }
        let clusters = chosen.count == 1 ? scene.title(ofCluster: chosen[0].cluster) : "\(chosen.count) clusters"
        let dot = buffer.glyphs.dot
        let candidates = chosen.isEmpty ? [(age, "")] : [("updated \(age)", clusters), (age, clusters), (age, "")]
        for (text, place) in candidates {
            let needed = text.displayWidth + 2 + (place.isEmpty ? 0 : place.displayWidth + 4)
            let start = width - 2 - needed
            guard start > end else { continue }
            var x = buffer.write(" \(text) ", x: start, y: 0, role: role == .level ? .dim : role)
            if !place.isEmpty {
                x = buffer.write(" ", x: x, y: 0)
                x = buffer.write(dot, x: x, y: 0, role: role)
                buffer.write(" \(place) ", x: x, y: 0, role: .dim)
            }
            return
        }
    }

    /// The age of the oldest of the clusters that are shown, and how it looks.
    private static func age(_ scene: Scene, _ chosen: [ClusterStandings]) -> (String, Role) {
        guard let oldest = chosen.min(by: { $0.asOf < $1.asOf }) else {
            return (scene.isLoading ? "loading" : "", .dim)
        }
        let seconds = max(0, scene.now - oldest.asOf)
        let age = ValueText.age(seconds: seconds)
        let whose = chosen.count > 1 && seconds >= staleSeconds ? "\(scene.title(ofCluster: oldest.cluster)) " : ""
        if seconds >= deadSeconds { return ("\(whose)\(age), STALE", .loss) }
        if seconds >= staleSeconds { return ("\(whose)\(age), stale", .warning) }
        return (age, .level)
    }
}
