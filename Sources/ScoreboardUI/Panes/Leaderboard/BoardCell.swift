import Scoreboard
import TerminalKit

/// One field of a row.
struct BoardCell {
    let pane: LeaderboardPane
    let entry: LeaderboardEntry
    let isSelected: Bool

    func render(into buffer: inout ScreenBuffer, _ place: BoardLayout.Column, y: Int) {
        func put(_ text: String, _ role: Role) {
            buffer.write(
                text, x: place.x, y: y, width: place.width, alignment: place.column.alignment, role: role,
                isSelected: isSelected)
        }
        switch place.column {
        case .rank: renderRank(into: &buffer, place, y)
        case .change:
            let (text, role) = change(buffer.glyphs)
            put(text, role)
        case .name: renderName(into: &buffer, place, y)
        case .level where !isCollected, .value where !isCollected, .share where !isCollected:
            put(buffer.glyphs.none, .dim)
        case .progress where !isCollected: break
        case .level: put(pane.rows.level(entry).map(String.init) ?? buffer.glyphs.none, .level)
        case .value: put(pane.subject.text(value), isSelected ? .strong : .text)
        case .progress: renderProgress(into: &buffer, place, y)
        case .gained:
            let gained = pane.subject.value(entry.last7Days, pane.scale)
            if gained > 0 {
                put("+" + pane.subject.text(gained), pane.subject.isLoss ? .loss : .level)
            } else {
                put(buffer.glyphs.none, .dim)
            }
        case .share: put(ValueText.share(pane.rows.share(entry)), .dim)
        case .trend:
            buffer.drawSparkline(pane.rows.months(entry), x: place.x, y: y, isSelected: isSelected)
        case .improved: break
        case .failureRate: put(ValueText.share(pane.rows.failureRate(entry)), .loss)
        case .metric(let metric):
            let value = entry.values[metric]
            let text = value > 0 ? ValueText.text(value, unit: metric.unit) : buffer.glyphs.none
            put(text, value > 0 ? metric.isLoss ? .loss : .text : .dim)
        }
    }

    private var value: Double { pane.subject.value(entry.values, pane.scale) }

    /// A zero that nobody measured is no zero, and everybody's first rank by it is none.
    private var isCollected: Bool { pane.isCollected(entry) }

    /// Crowns are for the first three, and for no losses.
    private var crown: Role? {
        guard !pane.subject.isLoss, value > 0 else { return nil }
        switch entry.rank {
        case 1: return .crownGold
        case 2: return .crownSilver
        case 3: return .crownBronze
        default: return nil
        }
    }

    private func renderRank(into buffer: inout ScreenBuffer, _ place: BoardLayout.Column, _ y: Int) {
        let role = crown ?? (isCollected ? .text : .dim)
        buffer.write(
            isCollected ? String(entry.rank) : buffer.glyphs.none, x: place.x, y: y, width: place.width,
            alignment: .right, role: role,
            isSelected: isSelected)
        if crown != nil, pane.scale.hasLevels {
            buffer.write(buffer.glyphs.crown, x: place.x, y: y, role: role, isSelected: isSelected)
        }
    }

    private func change(_ glyphs: Glyphs) -> (String, Role) {
        switch entry.change {
        case _ where !isCollected: ("", .dim)
        case .new: ("NEW", .crownGold)
        case .moved(0): (glyphs.same, .dim)
        case .moved(let places) where places > 0: (glyphs.up + String(places), .level)
        case .moved(let places): (glyphs.down + String(-places), .loss)
        }
    }

    private func renderName(into buffer: inout ScreenBuffer, _ place: BoardLayout.Column, _ y: Int) {
        let role: Role = entry.user == pane.me ? .tabActive : isSelected ? .strong : .text
        MatchedName(name: entry.user, search: pane.search)
            .render(into: &buffer, x: place.x, y: y, width: place.width, role: role, isSelected: isSelected)
    }

    private func renderProgress(into buffer: inout ScreenBuffer, _ place: BoardLayout.Column, _ y: Int) {
        let progress = pane.rows.progress(entry)
        let text = "\(Int(progress * 100))%"
        let bar = place.width - 6
        buffer.drawMeter(progress, x: place.x, y: y, width: bar, isSelected: isSelected, key: entry.user)
        buffer.write(
            text, x: place.x + bar, y: y, width: place.width - bar, alignment: .right, role: .dim,
            isSelected: isSelected)
    }
}
