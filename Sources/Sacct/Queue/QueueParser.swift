package import Scoreboard

/// Adds up what squeue prints, chunk by chunk, by cluster and user. Memory grows with the users, not with the jobs. No bytes
/// are wrong: a row that cannot be read is counted and left out.
package struct QueueParser {
    /// Rows that were left out, by what was wrong.
    package private(set) var defects: [DefectKind: Int] = [:]
    /// Whether the input stopped in the middle of a line.
    package var endedInsideLine: Bool { !open.isEmpty }

    private let aliases: (String) -> GPUAliases
    /// The line that is not yet whole.
    private var open: [UInt8] = []
    private var isSkippingLongLine = false
    /// The clusters that answered, in their order.
    private var order: [String] = []
    private var parts: [String: Part] = [:]
    /// The cluster of the line `CLUSTER: hammer`; it has answered only when its columns' heads follow.
    private var announced = ""

    private struct Part {
        let aliases: GPUAliases
        var users: [String: UserQueue] = [:]
        var neitherCount: Int64 = 0
    }

    /// An array of 100,000 tasks, none beside another, is less.
    private static let longestLine = 1 << 21

    /// - Parameter aliases: A cluster's other names of GPUs; asked once for each.
    package init(aliases: @escaping (String) -> GPUAliases = { _ in GPUAliases() }) {
        self.aliases = aliases
    }

    /// Of each cluster that answered, in the order of the answer; users by name. Where squeue was not told which cluster
    /// to ask and its queue is empty, the name is empty.
    package var queues: [ClusterQueue] {
        order.map { name in
            ClusterQueue(
                cluster: name, users: (parts[name]?.users ?? [:]).values.sorted { $0.user < $1.user },
                neitherCount: parts[name]?.neitherCount ?? 0)
        }
    }

    /// Takes the next bytes of the input, wherever they are cut.
    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
            if isSkippingLongLine {
                isSkippingLongLine = end == nil
            } else if end != nil, open.isEmpty {
                line(piece)
            } else if open.count + piece.count > QueueParser.longestLine {
                defects[.lineTooLong, default: 0] += 1
                open = []
                isSkippingLongLine = end == nil
            } else {
                open += piece
                if end != nil {
                    let whole = open
                    open = []
                    whole.withUnsafeBytes { line($0) }
                }
            }
            start = (end ?? bytes.count - 1) + 1
        }
    }

    private mutating func line(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        // Copied, so that there is something to read behind it.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + Field.readableBehind) { line in
            line.initialize(repeating: 0)
            UnsafeMutableRawBufferPointer(line).copyMemory(from: bytes)
            if let base = line.baseAddress { self.line(Field(base: base, count: bytes.count)) }
        }
    }

    private mutating func line(_ line: Field) {
        let title = "CLUSTER: "
        if line.bytes.starts(with: title.utf8) {
            announced = line.dropFirst(title.utf8.count).text
            return
        }
        guard let columns = QueueParser.columns(of: line) else {
            defects[.fieldCount, default: 0] += 1
            return
        }
        if columns[QueueField.cluster.rawValue].equals("CLUSTER"), columns[QueueField.state.rawValue].equals("ST") {
            note(announced)
            return
        }
        do throws(FieldError) {
            try row(columns)
        } catch {
            defects[error.kind, default: 0] += 1
        }
    }

    private mutating func note(_ cluster: String) {
        if parts[cluster] == nil {
            parts[cluster] = Part(aliases: aliases(cluster))
            order.append(cluster)
        }
    }

    private mutating func row(_ columns: [Field]) throws(FieldError) {
        func column(_ field: QueueField) -> Field { columns[field.rawValue] }
        guard column(.user).count <= ValueLimits.userNameLength else { throw FieldError(kind: .overflow) }
        let name = column(.cluster)
        guard name.count > 0, name.count <= 255, name.isUTF8, column(.user).isUTF8 else {
            throw FieldError(kind: .invalidUTF8)
        }
        let state = try QueueParser.state(column(.state))
        let tasks = try column(.jobID).arrayTaskCount()
        let cpus = try column(.cpus).queueNumber(limit: ValueLimits.cpus)
        let nodes = try column(.nodes).queueNumber(limit: ValueLimits.nodes)
        let cluster = name.text
        place(cluster)
        let gpus = try QueueParser.gpus(
            columns, nodes: nodes, isPending: state == .pending, parts[cluster]?.aliases ?? GPUAliases())
        if state == .neither {
            parts[cluster]?.neitherCount += tasks
            return
        }
        let load = QueueLoad(jobs: tasks, cpus: tasks * cpus, gpus: tasks * gpus, nodes: tasks * nodes)
        let user = UserName.normalized(column(.user).text)
        var entry = parts[cluster]?.users[user] ?? UserQueue(user: user)
        if state == .running {
            entry.running += load
        } else {
            entry.pending += load
            // A time that is none is not known; the job counts all the same.
            let submit = try? column(.submit).number(limit: ValueLimits.time)
            let priority = (try? column(.priority).number(limit: .max)) ?? 0
            entry.wait(
                since: submit.map { Timestamp(seconds: $0) },
                UserQueue.NextJob(priority: priority, reason: QueueParser.reason(column(.reason))))
        }
        parts[cluster]?.users[user] = entry
    }

    /// Where the cluster's jobs go. The columns' heads came before its name was known when squeue was asked without one.
    private mutating func place(_ cluster: String) {
        if parts[cluster] == nil, announced.isEmpty, order == [""] {
            order = []
            parts = [:]
        }
        note(cluster)
    }

    private enum State {
        case running, pending, neither
    }

    /// What the compact state means; one that this program does not know is neither.
    private static func state(_ field: Field) throws(FieldError) -> State {
        switch field.text {
        case "": throw FieldError(kind: .emptyState)
        // Also while its nodes boot, its size changes, or it takes a signal.
        case "R", "CF", "RS", "SI": .running
        // Also requeued, whether it is held or not, and held because its reservation is gone.
        case "PD", "RQ", "RH", "RF", "SE", "RD": .pending
        default: .neither
        }
    }

    private static func reason(_ field: Field) -> String {
        let words = field.prefix(min(field.count, 200)).text
        return words == "None" || words == "N/A" ? "" : words
    }

    /// For a job that runs, what is allocated; where the site does not account for GPUs, what was asked for. For one that
    /// waits, the larger of the two: Slurm counts a request per node for the nodes that are certain alone.
    private static func gpus(
        _ columns: [Field], nodes: Int64, isPending: Bool, _ aliases: GPUAliases
    ) throws(FieldError) -> Int64 {
        func column(_ field: QueueField) -> Field { columns[field.rawValue] }
        let tres = column(.tres)
        let shown = try (aliases.perUnit.isEmpty ? tres.gpus() : tres.gpus(aliases.perUnit)).count
        if shown > 0, !isPending { return shown }
        let tasks = try column(.tasks).queueNumber(limit: ValueLimits.cpus)
        var wanted = try column(.tresPerJob).requestedGPUs()
        if wanted == 0 {
            wanted = max(
                try column(.tresPerNode).requestedGPUs() * nodes, try column(.tresPerSocket).requestedGPUs() * nodes,
                try column(.tresPerTask).requestedGPUs() * tasks)
        }
        if shown == 0, wanted == 0, let perNode = aliases.perNode[column(.partition).text] {
            let (count, overflow) = perNode.multipliedReportingOverflow(by: nodes)
            wanted = overflow ? .max : count
        }
        guard wanted <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
        return max(shown, wanted)
    }

    /// The columns of a line, each of which has a separator behind it; nil when there are not enough. What more there is
    /// belongs to the last one.
    private static func columns(of line: Field) -> [Field]? {
        var columns: [Field] = []
        columns.reserveCapacity(QueueField.allCases.count)
        var rest = line
        while columns.count < QueueField.allCases.count - 1 {
            guard let end = rest.firstIndex(of: UInt8(ascii: "|")) else { return nil }
            columns.append(rest.prefix(end))
            rest = rest.dropFirst(end + 1)
        }
        guard rest.count > 0, rest[rest.count - 1] == UInt8(ascii: "|") else { return nil }
        columns.append(rest.prefix(rest.count - 1))
        return columns
    }
}
