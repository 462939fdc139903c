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
        guard let time else { return health.problems.isEmpty ? "never" : "not known" }
        return "\(ValueText.age(seconds: max(0, scene.now - time)))  \(time)"
    }

    private func ageRole(_ time: Timestamp?) -> Role {
        time.map { DataAge.role(seconds: scene.now - $0) } ?? .warning
    }

    private func count(_ number: Int64) -> String { ValueText.grouped(Double(number), decimals: 0) }

    /// `2 of 5`, or `2` where the limit is not known.
    private func of(_ number: String, _ limit: Int64, _ words: (Int64) -> String) -> String {
        limit > 0 ? "\(number) of \(words(limit))" : number
    }

    /// A day whose bytes are nearly used up.
    private var dayRole: Role {
        health.bytesPerDay > 0 && health.bytesToday >= health.bytesPerDay / 5 * 4 ? .warning : .text
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
                "Behind",
                health.asOf.map { ValueText.span(seconds: scene.now - $0) }
                    ?? (health.problems.isEmpty ? "nothing is read yet" : "not known"),
                ageRole(health.asOf)),
            line("Calls last minute", of(count(health.callsLastMinute), health.callsPerMinute, count) + " of sacct"),
            line(
                "Answered today", of(ValueText.bytes(health.bytesToday), health.bytesPerDay, ValueText.bytes), dayRole),
        ]
        if let end = health.notBefore {
            let calls = health.failures == 1 ? "a call that failed" : "\(count(health.failures)) failed calls"
            lines.append(
                line("Next call", "in \(ValueText.span(seconds: end - scene.now)), after \(calls)", .warning))
        }
        if let free = health.diskFreeBytes {
            lines.append(
                line("Disk", "\(ValueText.bytes(free)) free", free < HealthDetails.scarceBytes ? .loss : .text))
        }
        let none = scene.glyphs.none
        lines += [
            line("slurm-sb-tui", health.programVersion.isEmpty ? none : health.programVersion),
            line("Slurm", health.slurmVersion.isEmpty ? none : health.slurmVersion),
        ]
        return Section("Polling", note: scene.title(ofCluster: health.cluster), lines: lines)
    }

    var lastPiece: Section {
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

    var onlyOwnJobs: Section {
        Section(
            "Not everybody's jobs are seen",
            lines: Section.Line.wrapped(health.onlyOwnJobs, width: width, role: .warning))
    }

    /// - Parameter secondsToGo: At the pace that was seen; nil when none was.
    func history(secondsToGo: Int64?) -> Section {
        guard let backfill = health.backfill else {
            let lines = ["No poll has begun with it."] + Notice.wrap(importedWords ?? "", width: width)
            return Section("History", lines: lines.filter { !$0.isEmpty }.map { Section.Line(($0, .dim)) })
        }
        var words = "\(count(backfill.monthsDone)) of \(count(backfill.monthsTotal)) months are read"
        if backfill.sealedMonths > 0 { words += ", \(count(backfill.sealedMonths)) of them twice" }
        if !backfill.isComplete {
            if let next = backfill.next { words += "; next \(next)" }
            if let secondsToGo {
                words += ", about \(ValueText.span(seconds: secondsToGo)) to go"
            } else if backfill.callsToGo > 0 {
                words += ", about \(backfill.callsToGo == 1 ? "1 call" : "\(count(backfill.callsToGo)) calls") to go"
            }
        }
        var lines = Notice.wrap(words, width: width)
        if let imported = importedWords { lines += Notice.wrap(imported, width: width) }
        // Not complete is never shown as complete.
        let thousandths = backfill.isComplete ? backfill.thousandths : min(999, backfill.thousandths)
        return Section("History", note: backfill.phase, height: 1 + lines.count) { buffer, area in
            let bar = max(4, min(60, area.width - 8))
            buffer.drawMeter(
                Double(thousandths) / 1000, x: area.x, y: area.y, width: bar,
                role: backfill.isComplete ? .level : .meter)
            buffer.write(
                ValueText.grouped(Double(thousandths) / 10, decimals: 1) + "%", x: area.x + bar + 1, y: area.y,
                role: .strong)
            for (row, text) in lines.enumerated() {
                buffer.write(text, x: area.x, y: area.y + 1 + row, width: area.width, role: .dim)
            }
        }
    }

    /// Of months that stand in for the accounting's own; nil when there are none.
    var importedWords: String? { HealthDetails.importedWords(of: health.cluster, scene) }

    /// The same of any cluster.
    static func importedWords(of cluster: String, _ scene: Scene) -> String? {
        guard let months = scene.standings.first(where: { $0.cluster == cluster })?.importedMonths, !months.isEmpty
        else { return nil }
        return "\(months.spans) imported from another program, until the accounting's own are read"
    }

    /// `2026-02-11 06:00Z`.
    private static func minute(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))Z"
    }

    /// What could not be read yet. Its jobs are missing on the boards until it is.
    var deferred: Section {
        let lines = health.deferred.flatMap { piece in
            let tries = piece.attempts == 1 ? "tried once" : "tried \(count(piece.attempts)) times"
            let wait = piece.retryAt - scene.now
            let next = wait > 0 ? "again in \(ValueText.span(seconds: wait))" : "again with the next poll"
            let span =
                "\(HealthDetails.minute(piece.span.lowerBound)) to \(HealthDetails.minute(piece.span.upperBound))"
            return [Section.Line((span, .warning))]
                + Section.Line.wrapped(
                    "\(tries), \(next): \(piece.reason)", width: width, role: .dim, indent: 2)
        }
        return Section("Put off: its jobs are not counted yet", note: "tried again by itself", lines: lines)
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
        guard let findings else {
            let lines =
                isExamining
                ? [Section.Line(("Every file is being read; this may take a while.", .dim))]
                : [
                    Section.Line(("Not asked yet. ", .text), ("d", .key), (" lets it look at every file.", .text)),
                    Section.Line(("On many months that takes a while; all else goes on.", .dim)),
                ]
            return Section(
                "What doctor says", note: isExamining ? "examining\(scene.glyphs.ellipsis)" : "", lines: lines)
        }
        let note = isExamining ? "examining again\(scene.glyphs.ellipsis)" : "d examines again"
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
