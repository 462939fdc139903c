import Scoreboard
import TerminalKit

extension HealthPane {
    /// A row a cluster; then the defects, what was put off, and what an examination found.
    package func export(_ scene: Scene) -> ExportDocument {
        var document = ExportDocument([Self.name], title: "Health of the clusters")
        if let notice = notice(scene) {
            document.say(notice)
            return document
        }
        document.notes = [rows.count == 1 ? "1 cluster" : "\(rows.count) clusters"]
        document.facts = [.init("read_at", scene.now.description)]
        document.tables = [clusters(scene), notes(scene)]
        if let findings { document.tables.append(examination(findings, scene)) }
        document.tables.removeAll { $0.rows.isEmpty }
        return document
    }

    private func clusters(_ scene: Scene) -> ExportTable {
        ExportTable(
            "clusters", title: "Clusters",
            columns: [
                .init("cluster", "Cluster", .left), .init("state", "State", .left),
                .init("last_success", "Last success", .left), .init("last_attempt", "Last attempt", .left),
                .init("asof", "Read up to", .left), .init("phase", "History", .left),
                .init("history_done", "Done"), .init("calls_to_go", "Calls to go"),
                .init("calls_last_minute", "Calls/min"), .init("bytes_today", "Answered today"),
                .init("failed_calls", "Failed calls"), .init("rows", "Rows"), .init("jobs", "Jobs"),
                .init("new_jobs", "New jobs"), .init("disk_free_bytes", "Disk free"),
                .init("slurm_version", "Slurm", .left), .init("program_version", "Program", .left),
            ],
            rows: rows.map { health in
                let (words, role) = state(health, scene.now)
                let backfill = health.backfill
                let done = backfill.map { Double($0.thousandths) / 1000 }
                return [
                    ExportCell(.text(health.cluster), scene.title(ofCluster: health.cluster)),
                    ExportCell(words, role: role), time(health.lastSuccess), time(health.lastAttempt),
                    time(health.asOf), backfill.map { ExportCell($0.phase) } ?? .unknown,
                    done.map { ExportCell($0, ValueText.share($0)) } ?? .unknown,
                    backfill.map { ExportCell(count: $0.callsToGo) } ?? .unknown,
                    ExportCell(count: health.callsLastMinute),
                    ExportCell(Double(health.bytesToday), ValueText.bytes(health.bytesToday)),
                    ExportCell(count: health.failures, role: health.failures > 0 ? .loss : .text),
                    ExportCell(count: health.rows), ExportCell(count: health.jobs), ExportCell(count: health.newJobs),
                    health.diskFreeBytes.map { ExportCell(Double($0), ValueText.bytes($0)) } ?? .unknown,
                    version(health.slurmVersion), version(health.programVersion),
                ]
            })
    }

    private func time(_ time: Timestamp?) -> ExportCell { time.map { ExportCell($0.description) } ?? .unknown }

    private func version(_ text: String) -> ExportCell { text.isEmpty ? .unknown : ExportCell(text, role: .dim) }

    /// What needs a look, a line each.
    private func notes(_ scene: Scene) -> ExportTable {
        var rows: [[ExportCell]] = []
        func add(_ health: ClusterHealth, _ kind: String, _ words: String, _ role: Role) {
            rows.append([
                ExportCell(.text(health.cluster), scene.title(ofCluster: health.cluster)), ExportCell(kind),
                ExportCell(words, role: role),
            ])
        }
        for health in self.rows {
            for problem in health.problems { add(health, "unreadable record", problem, .loss) }
            if !health.lastError.isEmpty {
                let when = health.lastErrorTime.map { "\($0): " } ?? ""
                add(health, health.hasFailed ? "failure" : "last error", when + health.lastError, .loss)
            }
            if !health.onlyOwnJobs.isEmpty { add(health, "not everybody's jobs", health.onlyOwnJobs, .warning) }
            for piece in health.deferred {
                add(
                    health, "put off",
                    "\(piece.span.lowerBound) to \(piece.span.upperBound), again at \(piece.retryAt): \(piece.reason)",
                    .warning)
            }
            for defect in health.defects { add(health, "defects", "\(defect.count) \(defect.name)", .warning) }
            if let words = HealthDetails.importedWords(of: health.cluster, scene) {
                add(health, "imported months", words, .warning)
            }
            for file in health.damaged { add(health, "damaged file", file, .loss) }
        }
        return ExportTable(
            "notes", title: "What needs a look",
            columns: [.init("cluster", "Cluster", .left), .init("kind", "Kind", .left), .init("note", "Note", .left)],
            rows: rows)
    }

    private func examination(_ findings: [HealthFinding], _ scene: Scene) -> ExportTable {
        ExportTable(
            "findings", title: "What doctor says",
            columns: [
                .init("severity", "Severity", .left), .init("cluster", "Cluster", .left),
                .init("subject", "Subject", .left), .init("message", "Message", .left),
                .init("path", "Path", .left), .init("remedy", "What to do", .left),
            ],
            rows: findings.map { finding in
                let role: Role = finding.severity == .damage ? .loss : finding.severity == .warning ? .warning : .text
                return [
                    ExportCell("\(finding.severity)", role: role),
                    finding.cluster.map { ExportCell(.text($0), scene.title(ofCluster: $0)) } ?? .unknown,
                    ExportCell(finding.subject), ExportCell(finding.message, role: role),
                    finding.path.map { ExportCell($0, role: .dim) } ?? .unknown,
                    finding.remedy.map { ExportCell($0) } ?? .unknown,
                ]
            })
    }

    package func copiedFields(_ scene: Scene) -> [String]? {
        guard notice(scene) == nil, let health = selected else { return nil }
        return [
            scene.title(ofCluster: health.cluster), state(health, scene.now).0,
            health.lastSuccess?.description ?? "never", health.lastError,
        ]
    }
}
