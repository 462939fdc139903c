import Scoreboard
import TerminalKit

/// The leaderboard as plain lines: for terminals that cannot move their cursor, for pipes, and for screen readers.
///
/// Everything of the board is there, every row and every column, aligned, with words in place of signs and no control
/// character but the newline.
package func plainBoard(_ model: Model) -> String {
    let scene = model.scene
    guard let board = model.panes.lazy.compactMap({ $0 as? LeaderboardPane }).first else { return "" }
    var lines = ["SLURM SCOREBOARD: \(board.subject.title(board.scale))"]
    if let notice = Notice(scene, board: board) {
        lines += ["", notice.title] + notice.lines
        return text(lines)
    }
    let filter = board.filter.isEmpty ? "none" : board.filter
    lines.append("Cluster \(scene.title(ofCluster: board.cluster))   Window \(board.window.title)   Filter \(filter)")
    for standing in scene.standings where board.cluster == nil || standing.cluster == board.cluster {
        lines.append(
            "\(scene.title(ofCluster: standing.cluster)): updated \(ValueText.age(seconds: max(0, scene.now - standing.asOf)))"
        )
    }
    lines.append("\(board.rows.count) of \(board.rows.entries.count) players")
    lines.append("")
    let columns = board.columns.filter { $0 != .trend }
    var table = [columns.map { $0 == .change ? "Change" : $0.title(board.subject, board.scale) }]
    for row in 0..<board.rows.count {
        let entry = board.rows[row]
        table.append(columns.map { PlainCell(board: board, entry: entry).text($0) })
    }
    let safe = table.map { $0.map { SafeText($0, asciiOnly: scene.glyphs.isASCII) } }
    let widths = columns.indices.map { index in safe.map { $0[index].width }.max() ?? 0 }
    for row in safe {
        var line = ""
        for (index, column) in columns.enumerated() {
            let body = row[index].pieces.map(\.glyph).joined()
            let gap = String(repeating: " ", count: widths[index] - row[index].width)
            line += (index == 0 ? "" : "  ") + (column == .name || column == .change ? body + gap : gap + body)
        }
        lines.append(line)
    }
    return text(lines)

    /// Names of clusters and messages come from outside as well. What is safe already stays as it is.
    func text(_ lines: [String]) -> String {
        lines.map { line in
            var line = SafeText(line, asciiOnly: scene.glyphs.isASCII).pieces.map(\.glyph).joined()
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}

/// One field of the plain board.
private struct PlainCell {
    let board: LeaderboardPane
    let entry: LeaderboardEntry

    func text(_ column: BoardColumn) -> String {
        let subject = board.subject
        switch column {
        case .rank: return String(entry.rank)
        case .change:
            switch entry.change {
            case .new: return "new"
            case .moved(0): return "same"
            case .moved(let places): return places > 0 ? "up \(places)" : "down \(-places)"
            }
        case .name: return entry.user
        case .level: return board.rows.level(entry).map(String.init) ?? ""
        case .value: return subject.text(subject.value(entry.values, board.scale))
        case .progress: return "\(Int(board.rows.progress(entry) * 100))%"
        case .gained: return "+" + subject.text(subject.value(entry.last7Days, board.scale))
        case .share: return ValueText.share(board.rows.share(entry))
        case .failureRate: return ValueText.share(board.rows.failureRate(entry))
        case .trend, .improved: return ""
        case .metric(let metric): return ValueText.text(entry.values[metric], unit: metric.unit)
        }
    }
}
