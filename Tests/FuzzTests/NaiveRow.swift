import Sacct
import Scoreboard

/// One row of ``NaiveRows``: its columns as strings, and its defects as they are found.
struct NaiveRow {
    let outcome: NaiveRows.Outcome

    init(_ line: ArraySlice<UInt8>, layout: NaiveLayout, rules: NaiveRules) {
        outcome = NaiveRow.outcome(of: line, layout: layout, rules: rules)
    }

    private static func outcome(
        of line: ArraySlice<UInt8>, layout: NaiveLayout, rules: NaiveRules
    ) -> NaiveRows.Outcome {
        if line.last == 0x0D { return .defect([.carriageReturn]) }
        let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        guard fields.count == layout.count else { return .defect([.fieldCount]) }
        guard String(validating: line, as: UTF8.self) != nil else { return .defect([.invalidUTF8]) }
        var row = NaiveValues(layout.columns.mapValues { String(decoding: fields[$0], as: UTF8.self) })
        if let cluster = rules.cluster, let found = row["Cluster"], Array(found.utf8) != Array(cluster.utf8) {
            return .left(.otherCluster, jobID: nil)
        }
        let id = row["JobIDRaw"]!
        if let point = id.unicodeScalars.firstIndex(of: ".") {
            return step(&row, jobID: String(id.unicodeScalars[..<point]))
        }
        return job(&row, jobID: id, rules: rules)
    }

    private static func step(_ row: inout NaiveValues, jobID: String) -> NaiveRows.Outcome {
        let resident = row.resident()
        let cpu = row.clock("TotalCPU", limit: nil) ?? 0
        let (start, end, id) = (row.time("Start"), row.time("End"), row.jobID(jobID))
        guard row.defects.isEmpty, let id else { return .defect(row.defects) }
        var usage = resident ?? StepUsage()
        usage.cpuMilliseconds = cpu
        return .step(
            StepRow(
                jobID: id, start: start.map { Timestamp(seconds: $0) }, end: end.map { Timestamp(seconds: $0) },
                usage: usage))
    }

    private static func job(_ row: inout NaiveValues, jobID: String, rules: NaiveRules) -> NaiveRows.Outcome {
        let id = row.jobID(jobID)
        let state = row.state()
        let end = row.time("End")
        guard row.defects.isEmpty, let id else { return .defect(row.defects) }
        if let state, [.pending, .running, .suspended, .revoked].contains(state) {
            return .left(state == .revoked ? .revoked : .notEnded, jobID: id)
        }
        guard let end else { return state == nil ? .left(.notEnded, jobID: id) : .defect([.missingEnd]) }

        let elapsed =
            row["ElapsedRaw"] != nil
            ? row.number("ElapsedRaw", limit: 1 << 31)
            : row.clock("Elapsed", limit: 1 << 31).map { $0 / 1000 }
        let cpus = row.number("AllocCPUS", limit: 1 << 24)
        let nodes = row["NNodes"] == nil ? 1 : row.number("NNodes", limit: 1 << 24)
        let submit = row.time("Submit")
        if submit == nil { row.defects.insert(.badTime) }
        let start = row.time("Start")
        if let start, end < start { row.defects.insert(.endBeforeStart) }
        let requested = row.requestedMemory(cpus: cpus ?? 0, nodes: nodes ?? 0, bareIsPerNode: rules.bareIsPerNode)
        let user = row["User"]!
        if user.utf8.count > 1024 { row.defects.insert(.overflow) }
        let gpus = row.gpus()
        let eligible = row.time("Eligible")
        let energy = row.energy()
        let resident = row.resident()
        guard row.defects.isEmpty, let elapsed, let cpus, let nodes, let submit else { return .defect(row.defects) }
        return .job(
            Job(
                identity: JobIdentity(jobID: id, submitTime: UInt32(submit)), user: 0, state: state ?? .other,
                elapsedSeconds: elapsed, allocatedCPUs: cpus, nodes: nodes, gpus: gpus,
                requestedMemoryBytes: requested, eligible: eligible.map { Timestamp(seconds: $0) },
                start: start.map { Timestamp(seconds: $0) }, end: Timestamp(seconds: end), energyJoules: energy,
                steps: resident),
            user: userName(user))
    }

    /// Lower case, the realm stripped, an empty name and a bare number made into names.
    private static func userName(_ raw: String) -> String {
        var name = raw
        while name.first == " " { name.removeFirst() }
        if name.first != "@", let realm = name.firstIndex(of: "@") { name = String(name[..<realm]) }
        if name.isEmpty { return "(unknown)" }
        if name.unicodeScalars.allSatisfy({ "0" <= $0 && $0 <= "9" }) { return "uid:" + name }
        return name.lowercased()
    }
}
