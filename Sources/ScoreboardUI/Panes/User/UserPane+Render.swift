import Scoreboard
package import TerminalKit

extension UserPane {
    /// From here on the charts stand beside the skills.
    static let widestWidth = 190
    /// From here on two sections stand side by side.
    static let wideWidth = 100

    /// The rows of the page.
    func body(_ scene: Scene) -> Rect {
        let top = scene.size.height < 12 ? 2 : 3
        return Rect(x: 2, y: top, width: scene.size.width - 5, height: scene.size.height - 2 - top)
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        let area = body(scene)
        if let notice = notice(scene) {
            notice.render(into: &buffer, Rect(x: 2, y: 1, width: frame.width - 4, height: frame.height - 2))
            return
        }
        context(scene).render(into: &buffer, y: 1)
        if area.y == 3 { buffer.drawDivider(frame, y: 2) }
        let page = page(scene, width: area.width)
        page.render(into: &buffer, area, offset: scrollOffset)
        buffer.drawScrollbar(
            x: frame.maxX - 1, y: area.y, height: area.height, visible: area.height, total: page.height,
            offset: scrollOffset)
    }

    func notice(_ scene: Scene) -> Notice? {
        if let notice = Notice(withoutStandings: scene) { return notice }
        if standing != nil { return nil }
        guard let user, !scene.users.isEmpty else {
            return Notice(
                title: "There is no player yet",
                lines: [
                    "No job has ended on \(scene.cluster.map(scene.title) ?? "these clusters").", "",
                    "1 goes to the board.",
                ])
        }
        return Notice(
            title: "\(user) has no ended job here",
            lines: [
                "Cluster \(scene.title(ofCluster: scene.cluster)).", "",
                "g chooses another cluster, 1 goes to the board.",
            ])
    }

    func context(_ scene: Scene) -> ContextLine {
        var line = ContextLine(x: 2, limit: scene.size.width - 2)
        let mark = user.map(scene.marks.contains) ?? false ? " \(scene.glyphs.mark)" : ""
        line.add(.players, (user ?? "") + mark, role: .title)
        guard let standing, let ranks else { return line }
        let overall = ranks[.overall, scene.window]
        line.add(
            .players, label: "Rank", overall.rank.map { "#\($0)" } ?? scene.glyphs.none, role: rankRole(overall.rank))
        line.add(.cluster, label: "Cluster", scene.title(ofCluster: scene.cluster), role: .strong)
        line.add(.window, label: "Window", scene.window.title, role: .strong)
        line.add(.metric, label: "Charts", subject.title(scale), role: .tabActive)
        if let imported = ImportedNote(scene) { line.add(.players, imported.brief, short: "imported", role: .warning) }
        if scale.hasLevels {
            line.add(.players, label: "Total level", String(scale.totalLevel(standing.allTime)), role: .level)
        }
        line.add(
            .players, label: scale.totalWord, ValueText.grouped(scale.totalExperience(standing.allTime), decimals: 0),
            role: .text)
        if let streak = timeline?.monthStreak, streak.length > 1 {
            line.add(
                .players, label: "Streak", "\(streak.length)\(streak.mayBeLonger ? "+" : "") months", role: .level)
        }
        if let since = timeline?.since { line.add(.players, label: "Since", since, role: .text) }
        if let last = ownHistory?.totals(of: scene.cluster).latestEnd {
            line.add(.players, label: "Last job", ValueText.age(seconds: max(0, scene.now - last)), role: .text)
        }
        return line
    }

    func rankRole(_ rank: Int?) -> Role {
        switch rank {
        case 1: .crownGold
        case 2: .crownSilver
        case 3: .crownBronze
        default: .text
        }
    }

    /// All sections, in as many columns as fit.
    func page(_ scene: Scene, width: Int) -> Page {
        var page = Page(width: width)
        guard standing != nil, ranks != nil else { return page }
        if let problems = ownHistory?.problems, !problems.isEmpty {
            page.add(UserSections.problems(problems, width: width))
        }
        let sections = UserSections(pane: self, scene: scene)
        if width >= UserPane.widestWidth - 5 {
            let left = SkillsTable.fullWidth
            let right = width - left - Page.gutter
            page.add(
                [
                    [
                        SkillsTable(pane: self, scene: scene).section, sections.days(width: left), sections.clusters,
                        sections.achievements,
                    ],
                    [
                        sections.months(width: right), sections.records, sections.states, sections.gpus,
                        sections.usage, sections.jobs, sections.gained(width: right),
                    ],
                ], firstWidths: [left])
        } else {
            page.add(SkillsTable(pane: self, scene: scene).section)
            if width >= UserPane.wideWidth - 5 {
                let left = max(width / 2, 24 * 2 + 2)
                page.add(
                    [[sections.months(width: left)], [sections.states]], firstWidths: [left])
                page.add(
                    [[sections.gained(width: left), sections.records], [sections.achievements]], firstWidths: [left])
                page.add(sections.days(width: width))
                page.add([[sections.clusters, sections.gpus], [sections.usage, sections.jobs]], firstWidths: [left])
            } else {
                page.add(sections.months(width: width))
                page.add(sections.days(width: width))
                for section in [sections.gained(width: width), sections.records, sections.achievements] {
                    page.add(section)
                }
                for section in [sections.states, sections.clusters, sections.gpus, sections.usage, sections.jobs] {
                    page.add(section)
                }
            }
        }
        return page
    }
}
