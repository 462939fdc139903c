import Scoreboard
import TerminalKit

/// What stands in place of a board: what happened, where, and what to do next.
struct Notice: Hashable {
    var title: String
    var lines: [String]
    var role = Role.title

    /// Nil when there is a board to show.
    init?(_ scene: Scene, board: LeaderboardPane) {
        if let notice = Notice(withoutStandings: scene) {
            self = notice
        } else {
            self.init(loaded: scene, board: board)
        }
    }

    /// Nil when there is data of a cluster.
    init?(withoutStandings scene: Scene) {
        if let notice = Notice(unread: scene) {
            self = notice
        } else if scene.standings.isEmpty {
            self.init(emptyRoot: scene.options.root)
        } else {
            return nil
        }
    }

    /// A data root without a single cluster.
    init(emptyRoot root: String) {
        self.init(
            title: "No cluster has been polled yet",
            lines: [
                "\(root) is there, and empty.", "",
                "Poll a cluster once, on a login node:", "  slurm-sb-tui --poll --cluster NAME --once",
                "The same in the full screen:", "  5 shows the poller, p starts it",
                "Just look around:", "  slurm-sb-tui --demo",
            ])
    }

    /// Nil when the data root was read.
    init?(unread scene: Scene) {
        let root = scene.options.root
        switch scene.loadState {
        case .loading:
            self.init(title: "Reading the boards\(scene.glyphs.ellipsis)", lines: [root])
        case .failed(.missingRoot):
            self.init(
                title: "There is no data root yet",
                lines: [
                    "\(root) does not exist.", "",
                    "Begin to fill it, on a login node:", "  slurm-sb-tui --poll --cluster NAME --once",
                    "Another root:", "  slurm-sb-tui --root DIRECTORY",
                    "Just look around:", "  slurm-sb-tui --demo",
                ])
        case .failed(.unreadableRoot):
            self.init(
                title: "The data root may not be read",
                lines: [
                    "\(root): permission denied.", "",
                    "Ask its owner to make it readable (chmod a+rX), or name another:",
                    "  slurm-sb-tui --root DIRECTORY",
                ], role: .loss)
        case .failed(.missingBoards): self.init(emptyRoot: root)
        case .failed(.failed(let words)):
            self.init(
                title: "The boards cannot be read",
                lines: words.split(separator: "\n").map(String.init) + [
                    "", "r reads again. The boards can be made anew from the rollups:",
                    "  slurm-sb leaderboards --rebuild --root \(root)",
                ],
                role: .loss)
        case .loaded: return nil
        }
    }

    init(title: String, lines: [String], role: Role = .title) {
        self.title = title
        self.lines = lines
        self.role = role
    }

    private init?(loaded scene: Scene, board: LeaderboardPane) {
        if scene.users.isEmpty {
            let cluster = board.cluster ?? (scene.standings.count == 1 ? scene.standings[0].cluster : nil)
            self.init(
                title: "No job has ended yet",
                lines: [
                    cluster.map { "\(scene.title(ofCluster: $0)) was polled, and no job was found." }
                        ?? "The clusters were polled, and no job was found.",
                    "", "Read further back:",
                    "  slurm-sb-tui --poll --cluster \(cluster ?? "NAME") --backfill-start YYYY-MM",
                ])
        } else if board.rows.allCount == 0 {
            self.init(
                title: "No job ended in this window",
                lines: [
                    "Window \(board.window.title), cluster \(scene.title(ofCluster: board.cluster)).", "",
                    "w chooses a longer window.",
                ])
        } else if board.rows.count == 0 {
            self.init(
                title: "No name passes the filter",
                lines: ["Filter: \(board.filter)", "", "f changes the filter, Esc ends it."])
        } else {
            return nil
        }
    }

    func render(into buffer: inout ScreenBuffer, _ area: Rect) {
        // Long words of Slurm's keep away from the frame, and are not spread over a wide screen.
        let room = min(max(area.width - 8, min(area.width, 60)), 90)
        let wrapped = lines.flatMap { Notice.wrap($0, width: room) }
        let height = wrapped.count + 2
        let width = min(area.width, max(title.displayWidth, wrapped.map(\.displayWidth).max() ?? 0))
        let x = area.x + (area.width - width) / 2
        var y = area.y + max(0, (area.height - height) / 2)
        guard area.height > 0 else { return }
        buffer.write(title, x: x, y: y, width: width, role: role)
        y += area.height > height ? 2 : 1
        for line in wrapped where y < area.maxY {
            let isCommand = line.hasPrefix("  ")
            buffer.write(line, x: x, y: y, width: width, role: isCommand ? .level : .text)
            y += 1
        }
    }

    /// Breaks at spaces; a command keeps its indentation, a word that is too long is cut.
    static func wrap(_ line: String, width: Int) -> [String] {
        guard line.displayWidth > width else { return [line] }
        let indentation = line.hasPrefix("  ") ? "  " : ""
        var lines: [String] = []
        var current = indentation
        for word in line.split(separator: " ") {
            let joined = current == indentation ? current + word : current + " " + word
            if joined.displayWidth > width, current != indentation {
                lines.append(current)
                current = indentation + word
            } else {
                current = joined
            }
        }
        return lines + [current]
    }
}
