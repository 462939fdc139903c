import Scoreboard
import TerminalKit

extension LivePane {
    /// A row a user that the filter passes, in the order of the screen. Who is on no board is in the total alone.
    package func export(_ scene: Scene) -> ExportDocument {
        var document = ExportDocument([Self.name, scene.cluster ?? "ALL"], title: "What runs and waits now")
        guard let answeredAt, shownQueues(scene) != nil else {
            document.lines = screenLines(scene)
            return document
        }
        document.notes = [
            scene.placeNote(withWindow: false),
            "squeue was asked \(ValueText.age(seconds: max(0, scene.now - answeredAt)))",
            "\(rows.count) of \(rows.entries.count) users"
                + (rows.othersCount > 0 ? ", and \(rows.othersCount) that are on no board" : ""),
        ]
        document.facts = [.init("asked_at", answeredAt.description), .cluster(scene)]
        document.tables = [
            ExportTable(
                "users",
                columns: [
                    .init("user", "User", .left), .init("running_jobs", "Running"), .init("running_cpus", "CPUs"),
                    .init("running_gpus", "GPUs"), .init("running_nodes", "Nodes"), .init("pending_jobs", "Pending"),
                    .init("pending_cpus", "CPUs"), .init("pending_gpus", "GPUs"),
                    .init("longest_wait_seconds", "Longest wait"), .init("next_reason", "Next waits for", .left),
                ],
                rows: (0..<rows.count).map { cells(rows[$0], scene) })
        ]
        return document
    }

    private func cells(_ queue: UserQueue, _ scene: Scene) -> [ExportCell] {
        let numbers: [LiveColumn] = [
            .runningJobs, .runningCPUs, .runningGPUs, .nodes, .pendingJobs, .pendingCPUs, .pendingGPUs,
        ]
        let wait = queue.oldestSubmit.map { submit -> ExportCell in
            let seconds = max(0, scene.now - submit)
            return ExportCell(Double(seconds), ValueText.span(seconds: seconds))
        }
        return [ExportCell(queue.user, role: queue.user == me ? .tabActive : .text)]
            + numbers.map { ExportCell(count: $0.number(queue) ?? 0) }
            + [wait ?? .unknown, queue.next.map { ExportCell($0.reason, role: .dim) } ?? .unknown]
    }

    package func copiedFields(_ scene: Scene) -> [String]? {
        guard rows.count > 0, shownQueues(scene) != nil else { return nil }
        return cells(rows[selectedRow], scene).map(\.text)
    }
}
