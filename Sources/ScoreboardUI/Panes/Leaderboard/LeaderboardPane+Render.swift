import Scoreboard
package import TerminalKit

extension LeaderboardPane {
    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let layout = layout(scene)
        if let dividerY = layout.dividerY { buffer.drawDivider(layout.frame, y: dividerY) }
        if let tabsY = layout.tabsY { renderTabs(into: &buffer, y: tabsY, layout) }
        context(scene).render(into: &buffer, y: layout.contextY)
        if let notice = Notice(scene, board: self) {
            let top = layout.headerY
            notice.render(
                into: &buffer, Rect(x: 2, y: top, width: layout.frame.width - 4, height: layout.rows.maxY - top))
            return
        }
        renderHeader(into: &buffer, layout)
        renderRows(into: &buffer, scene, layout)
        renderTotals(into: &buffer, layout)
        renderBottom(into: &buffer, scene, layout)
        buffer.drawScrollbar(
            x: layout.frame.maxX - 1, y: layout.rows.y, height: layout.rows.height, visible: layout.rows.height,
            total: rows.count, offset: scrollOffset)
    }

    func context(_ scene: Scene) -> ContextLine {
        var line = ContextLine(x: 2, limit: scene.size.width - 2)
        if scene.size.height < 12 { line.add(.metric, subject.title(scale), role: .tabActive) }
        line.add(.cluster, label: "Cluster", scene.title(ofCluster: cluster), role: .strong)
        line.add(.window, label: "Window", window.title, role: .strong)
        let none = scene.glyphs.none
        line.add(
            .filter, label: "Filter", filter.isEmpty ? none : filter, short: scene.glyphs.ellipsis,
            role: filter.isEmpty ? .dim : .match)
        let all = rows.allCount
        let players = all == 1 ? "1 player" : "\(ValueText.grouped(Double(all), decimals: 0)) players"
        line.add(.players, filter.isEmpty ? players : "\(players), \(rows.count) shown", role: .dim)
        if !search.isEmpty { line.add(.players, label: "Search", "\(search) (\(searchNote))", role: .strong) }
        if !scene.isTooSmall, !layout(scene).contains(sort.column) {
            let arrow = sort.isDescending ? scene.glyphs.down : scene.glyphs.up
            let title = sort.column == .change ? "Newcomers" : sort.column.title(subject, scale)
            line.add(.players, label: "Sort", "\(title) \(arrow)", role: .strong)
        }
        if let notCollected { line.add(.players, notCollected, short: notCollectedShort, role: .strong) }
        if let imported = ImportedNote(scene) { line.add(.players, imported.brief, role: .warning) }
        if notCollected == nil { line.add(.players, subject.unitText(scale), role: .dim) }
        return line
    }

    private func renderTabs(into buffer: inout ScreenBuffer, y: Int, _ layout: BoardLayout) {
        let tabs = SkillTabs(subject: subject, scale: scale, width: layout.frame.width - 4)
        if tabs.hidesLeft { buffer.write(buffer.glyphs.less, x: 2, y: y, role: .dim) }
        if tabs.hidesRight { buffer.write(buffer.glyphs.more, x: layout.frame.maxX - 3, y: y, role: .dim) }
        for tab in tabs.tabs {
            let role: Role =
                tab.subject == subject
                ? .tabActive : tab.subject == .overall ? .text : tab.subject.isLoss ? .loss : .tab
            buffer.write(tab.text, x: 2 + tab.columns.lowerBound, y: y, role: role)
        }
    }

    private func renderHeader(into buffer: inout ScreenBuffer, _ layout: BoardLayout) {
        let y = layout.headerY
        guard let first = layout.columns.first, let last = layout.columns.last else { return }
        buffer.fill(Rect(x: first.x, y: y, width: last.x + last.width - first.x, height: 1), role: .header)
        for place in layout.columns {
            let arrow = sort.isDescending ? buffer.glyphs.down : buffer.glyphs.up
            let full = place.column.title(subject, scale)
            let title = place.column == .progress && layout.frame.width < BoardLayout.wideWidth ? "Progress" : full
            let isSorted = sort.column == place.column
            let text = !isSorted ? title : title.isEmpty ? arrow : "\(title) \(arrow)"
            buffer.write(
                text, x: place.x, y: y, width: place.width, alignment: place.column.alignment,
                role: focus == place.column ? .headerFocus : .header)
        }
        if layout.hidesLeft { buffer.write(buffer.glyphs.less, x: 1, y: y, role: .dim) }
        if layout.hidesRight { buffer.write(buffer.glyphs.more, x: layout.frame.maxX - 2, y: y, role: .dim) }
    }

    private func renderRows(into buffer: inout ScreenBuffer, _ scene: Scene, _ layout: BoardLayout) {
        for line in 0..<layout.rows.height {
            let row = scrollOffset + line
            guard row < rows.count else { break }
            let y = layout.rows.y + line
            let isSelected = row == selectedRow
            if isSelected {
                buffer.fill(Rect(x: layout.rows.x, y: y, width: layout.rows.width, height: 1), isSelected: true)
                buffer.write(buffer.glyphs.pointer, x: layout.rows.x, y: y, role: .pointer, isSelected: true)
            }
            let entry = rows[row]
            if scene.marks.contains(entry.user) {
                buffer.write(buffer.glyphs.mark, x: layout.rows.x + 1, y: y, role: .pointer, isSelected: isSelected)
            }
            let cell = BoardCell(pane: self, entry: entry, isSelected: isSelected)
            for place in layout.columns { cell.render(into: &buffer, place, y: y) }
        }
    }

    /// The bottom line: what the program says, else the sum of what is shown.
    private func renderBottom(into buffer: inout ScreenBuffer, _ scene: Scene, _ layout: BoardLayout) {
        let y = layout.frame.maxY - 1
        var room = layout.frame.width - 6
        let place = place(scene)
        if layout.frame.width < BoardLayout.wideWidth, !place.isEmpty {
            // The footer has no room for it.
            let text = " \(place) "
            buffer.write(text, x: layout.frame.maxX - 2 - text.displayWidth, y: y, role: .dim)
            room -= text.displayWidth + 1
        }
        if scene.message != nil { return }
        guard rows.count > 0 else { return }
        let imported = ImportedNote(scene)
        if let notCollected, withoutSteps.isEvery, rows.shownSum == 0 {
            let words = (imported.map { "\($0.brief)   " } ?? "") + notCollected
            buffer.write(" \(words) ", x: 3, y: y, width: room, role: .dim)
            return
        }
        let sum = subject.text(rows.shownSum)
        let median = subject.text(rows.shownMedian)
        // The row of sums has it already.
        var texts = layout.totalsY == nil ? ["sum \(sum)   median \(median)", "sum \(sum)"] : ["median \(median)"]
        if let imported {
            // Whatever has no room, this is said.
            texts = texts.map { "\($0)   \(imported.brief)" } + [imported.brief, "imported"]
        }
        for text in texts where text.displayWidth + 2 <= room {
            buffer.write(" \(text) ", x: 3, y: y, role: .dim)
            return
        }
    }
}
