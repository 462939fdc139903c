import Scoreboard
import TerminalKit

/// The sections of one cluster's health.
struct HealthDetails {
    let health: ClusterHealth
    let scene: Scene
    /// Columns of a section over the whole width.
    let width: Int

    private static let labelWidth = 18
    /// Less room than this looks scarce, in bytes.
    private static let scarceBytes: Int64 = 100_000_000

    private func line(_ label: String, _ text: String, _ role: Role = .text) -> Section.Line {
        Section.Line(label: label, width: HealthDetails.labelWidth, text, role)
    }

    private func age(_ time: Timestamp?) -> String {
        guard let time else { return "never" }
        return "\(ValueText.age(seconds: max(0, scene.now - time)))  \(time)"
    }

    private func ageRole(_ time: Timestamp?) -> Role {
        guard let time else { return .warning }
        let seconds = scene.now - time
        return seconds >= TitleLine.deadSeconds ? .loss : seconds >= TitleLine.staleSeconds ? .warning : .level
    }

    var problems: Section {
        Section(
            "Records that cannot be read",
            lines: health.problems.flatMap { Section.Line.wrapped($0, width: width, role: .loss) })
    }

    var polling: Section {
        var lines = [
            line("Last success", age(health.lastSuccess), ageRole(health.lastSuccess)),
            line("Last attempt", age(health.lastAttempt)),
            line(
                "Behind", health.asOf.map { ValueText.span(seconds: scene.now - $0) } ?? "nothing is read yet",
                ageRole(health.asOf)),
            line(
                "Calls last minute", "\(health.callsLastMinute) of sacct, \(ValueText.bytes(health.bytesToday)) today"),
        ]
        if let free = health.diskFreeBytes {
            lines.append(
                line("Disk", "\(ValueText.bytes(free)) free", free < HealthDetails.scarceBytes ? .loss : .text))
        }
        let none = scene.glyphs.none
        lines += [
            line("slurm-sb-tui", health.programVersion.isEmpty ? none : health.programVersion),
            line("Slurm", health.slurmVersion.isEmpty ? none : health.slurmVersion),
        ]
        return Section("Polling", note: health.cluster, lines: lines)
    }

    var lastPiece: Section {
        func count(_ number: Int64) -> String { ValueText.grouped(Double(number), decimals: 0) }
        var lines = [
            line("Rows", count(health.rows)), line("Ended jobs", count(health.jobs)),
            line("New jobs", count(health.newJobs), .level),
        ]
        if health.defects.isEmpty {
            lines.append(line("Defects", "none", .level))
        } else {
            lines += health.defects.map { line("Defect", "\(count($0.count))  \($0.name)", .warning) }
        }
        return Section("Last piece read", lines: lines)
    }

    /// - Parameter secondsToGo: At the pace that was seen; nil when none was.
    func history(secondsToGo: Int64?) -> Section {
        guard let backfill = health.backfill else {
            return Section("History", lines: [Section.Line(("No poll has begun with it.", .dim))])
        }
        let days =
            "\(ValueText.grouped(Double(backfill.daysTotal - backfill.daysLeft), decimals: 0)) of "
            + "\(ValueText.grouped(Double(backfill.daysTotal), decimals: 0)) days are read"
        var toGo = "complete"
        if backfill.daysLeft > 0 {
            toGo = backfill.next.map { "next \($0)" } ?? ""
            if let secondsToGo {
                toGo += ", about \(ValueText.span(seconds: secondsToGo)) to go"
            } else if let calls = backfill.callsLeft {
                toGo += ", about \(ValueText.grouped(Double(calls), decimals: 0)) questions to go"
            }
        }
        return Section("History", note: health.cursor, height: 2) { buffer, area in
            let bar = max(4, min(60, area.width - 8))
            // Not complete is never shown as complete.
            let percent = backfill.daysLeft > 0 ? min(99.9, backfill.fraction * 100) : 100
            buffer.drawMeter(
                backfill.daysLeft > 0 ? min(0.999, backfill.fraction) : 1, x: area.x, y: area.y, width: bar,
                role: backfill.daysLeft > 0 ? .meter : .level)
            buffer.write(
                ValueText.grouped((percent * 10).rounded(.down) / 10, decimals: 1) + "%", x: area.x + bar + 1,
                y: area.y,
                role: .strong)
            buffer.write("\(days); \(toGo)", x: area.x, y: area.y + 1, width: area.width, role: .dim)
        }
    }

    var error: Section {
        let role: Role = health.hasFailed ? .loss : .dim
        return Section(
            health.hasFailed ? "The last poll failed" : "Last error, since then polls went well",
            note: health.lastErrorTime.map { ValueText.age(seconds: max(0, scene.now - $0)) } ?? "",
            lines: Section.Line.wrapped(health.lastError, width: width, role: role))
    }

    var damaged: Section {
        Section(
            "Set aside as damaged", note: "their months are read again",
            lines: health.damaged.map { Section.Line(($0, .loss)) })
    }

    /// What concerns this cluster, or all of them.
    func examination(_ findings: [HealthFinding]?, isExamining: Bool) -> Section {
        let note = isExamining ? "examining\(scene.glyphs.ellipsis)" : "d examines again"
        guard let findings else {
            return Section(
                "What doctor says", note: note,
                lines: [Section.Line(("Every file is being read; this may take a while.", .dim))])
        }
        let own = findings.filter { $0.cluster == nil || $0.cluster == health.cluster }
        var lines: [Section.Line] = []
        if !own.contains(where: { $0.severity > .fine }) { lines.append(Section.Line(("Nothing is wrong.", .level))) }
        for finding in own {
            let role: Role =
                switch finding.severity {
                case .fine: .dim
                case .warning: .warning
                case .damage: .loss
                }
            lines += Section.Line.wrapped("\(finding.subject): \(finding.message)", width: width, role: role)
            if finding.severity > .fine, let path = finding.path {
                lines.append(Section.Line(("  " + path, .dim)))
            }
            if let remedy = finding.remedy {
                lines += Section.Line.wrapped(remedy, width: width, role: .text, indent: 2)
            }
        }
        return Section("What doctor says", note: note, lines: lines)
    }
}
