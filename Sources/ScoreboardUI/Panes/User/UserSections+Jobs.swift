import Scoreboard
import TerminalKit

extension UserSections {
    private static let labelWidth = 22

    private func line(_ label: String, _ text: String, _ role: Role = .text) -> Section.Line {
        Section.Line(label: label, width: UserSections.labelWidth, text, role)
    }

    /// What was asked for against what was used, of the jobs whose steps were read.
    var usage: Section {
        let title = "Asked for and used"
        guard let totals else {
            return Section(title, lines: [Section.Line(("reading\(scene.glyphs.ellipsis)", .dim))])
        }
        guard totals.measuredJobs > 0 else {
            return Section(title, lines: [Section.Line(("No job told what its steps used.", .dim))])
        }
        let asked = Double(totals.measuredRequestedBytes)
        let used = Double(totals.maxRSSBytes)
        let allocated = Double(totals.measuredCoreSeconds)
        let busy = Double(totals.usedCPUMilliseconds) / 1000
        let rows: [(label: String, text: String, fraction: Double)] = [
            (
                "Memory", "\(ValueText.memory(megabytes: used / 1e6)) of \(ValueText.memory(megabytes: asked / 1e6))",
                asked > 0 ? used / asked : 0
            ),
            (
                "CPU hours",
                "\(ValueText.text(busy / 3600, unit: .hours)) of "
                    + ValueText.text(allocated / 3600, unit: .hours),
                allocated > 0 ? busy / allocated : 0
            ),
        ]
        let note = "\(ValueText.grouped(Double(totals.measuredJobs), decimals: 0)) measured jobs"
        return Section(title, note: note, height: rows.count * 2) { buffer, area in
            for (row, entry) in rows.enumerated() {
                let y = area.y + row * 2
                let x = buffer.write(entry.label, x: area.x, y: y, role: .dim) + 2
                buffer.write(entry.text, x: x, y: y, width: max(0, area.maxX - x))
                let bar = min(40, area.width - 8)
                guard bar >= 4 else { continue }
                buffer.drawMeter(entry.fraction, x: area.x, y: y + 1, width: bar)
                buffer.write(ValueText.share(entry.fraction), x: area.x + bar + 1, y: y + 1, role: .strong)
            }
        }
    }

    /// The largest, the longest, the wait.
    var jobs: Section {
        guard let totals else {
            return Section("Jobs", lines: [Section.Line(("reading\(scene.glyphs.ellipsis)", .dim))])
        }
        let jobs = max(1, totals.jobs)
        var lines = [
            line(
                "Jobs",
                ValueText.grouped(Double(totals.jobs), decimals: 0)
                    + (totals.gpuJobs > 0
                        ? ", \(ValueText.grouped(Double(totals.gpuJobs), decimals: 0)) with a GPU" : ""),
                .strong),
            line(
                Leaderboard.Subject.metric(.failedJobs).title(pane.scale), deaths(totals),
                totals.failedJobs > 0 ? .loss : .text),
            line("Most cores in a job", ValueText.grouped(Double(totals.largestJobCPUs), decimals: 0)),
            line("Longest job", ValueText.span(seconds: totals.longestJobSeconds)),
            line(
                "Waited a job, mean",
                "\(ValueText.span(seconds: totals.waitSeconds / jobs))  (\(ValueText.span(seconds: totals.waitSeconds)) in all)"
            ),
            line("Ran a job, mean", ValueText.span(seconds: totals.elapsedSeconds / jobs)),
        ]
        if totals.energyJoules > 0 {
            lines.append(
                line("Energy", ValueText.text(Double(totals.energyJoules) / 3.6e6, unit: .kilowattHours) + " kWh"))
        }
        if let last = totals.latestEnd {
            lines.append(line("Last job ended", "\(last)"))
        }
        return Section("Jobs", note: span, lines: lines)
    }

    private func deaths(_ totals: UserTotals) -> String {
        let share = totals.jobs > 0 ? Double(totals.failedJobs) / Double(totals.jobs) : 0
        return "\(ValueText.grouped(Double(totals.failedJobs), decimals: 0))  (\(ValueText.share(share)) of jobs)"
    }
}
