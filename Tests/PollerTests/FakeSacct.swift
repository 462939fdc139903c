import Sacct
import Scoreboard

/// An accounting in memory that answers as sacct does, and fails when it is told to.
final class FakeSacct: SacctSource {
    /// A job record; its steps are given with it.
    struct Record {
        var jobID: UInt32
        var user = "alice"
        var state = "COMPLETED"
        var cpus = 4
        var submit: Int64
        var start: Int64
        /// Nil while it runs.
        var end: Int64?
        var tres = ""
        var requestedMemory = "1G"
        var steps: [Step] = []
    }

    struct Step {
        var name = "batch"
        var maxRSS: String
        var averageRSS: String
        var totalCPU = "00:01.000"
    }

    var records: [Record]
    var clusters = ["hammer"]
    /// Which call fails, counted from 1, and how.
    var failure: (call: Int, problem: ProcessFailure)?
    /// Which windows cannot be answered, and why.
    var refusal: (Range<Timestamp>) -> ProcessFailure? = { _ in nil }
    /// How long an answer of so many rows takes, in milliseconds.
    var duration: (Int) -> Int = { _ in 3 }
    private(set) var queries: [SacctQuery] = []
    /// The windows whose jobs were asked for, and came.
    private(set) var answered: [Range<Timestamp>] = []

    init(_ records: [Record]) {
        self.records = records
    }

    func capabilities() -> SacctCapabilities { SacctCapabilities(version: SlurmVersion(22, 5, 8)) }

    func accountedClusters() -> [String] { clusters }

    func rows(for query: SacctQuery, _ body: (Row, RowLayout) throws -> Void) throws -> SacctAnswer {
        queries.append(query)
        if case .ended(let from, let to) = query.selection, let refused = refusal(from..<to) { throw refused }
        var text = ""
        for record in records where matches(record, query.selection) {
            text += line(record, query.fields)
            if query.includesSteps {
                for step in record.steps { text += line(record, query.fields, step: step) }
            }
        }
        var reader = RowReader(layout: try RowLayout(fields: query.fields))
        var rest = Array(text.utf8)[...]
        try reader.readAll { buffer in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        } _: { row, layout in
            try body(row, layout)
            // It fails when some rows are out already, as the real one does.
            if let failure, failure.call == queries.count { throw failure.problem }
        }
        if let failure, failure.call == queries.count { throw failure.problem }
        if case .ended(let from, let to) = query.selection { answered.append(from..<to) }
        return SacctAnswer(
            rowCount: reader.rowCount, byteCount: reader.byteCount, milliseconds: duration(reader.rowCount))
    }

    private func matches(_ record: Record, _ selection: SacctQuery.Selection) -> Bool {
        switch selection {
        case .ended(let from, let to): record.end.map { (from.seconds..<to.seconds).contains($0) } ?? false
        case .jobs(let ids, let from, let to):
            ids.contains(record.jobID) && record.submit <= to.seconds && record.end ?? .max >= from.seconds
        }
    }

    private func line(_ record: Record, _ fields: [SacctField], step: Step? = nil) -> String {
        let end = record.end.map { "\($0)" } ?? "Unknown"
        return fields.map { field in
            switch field {
            case .jobIDRaw: step.map { "\(record.jobID).\($0.name)" } ?? "\(record.jobID)"
            case .user: step == nil ? record.user : ""
            case .state: record.state
            case .elapsedRaw: "\((record.end ?? record.start) - record.start)"
            case .allocatedCPUs: "\(record.cpus)"
            case .nodes: "1"
            case .requestedMemory: step == nil ? record.requestedMemory : ""
            case .allocatedTRES: record.tres
            case .submit: "\(step == nil ? record.submit : record.start)"
            case .eligible: "\(record.submit)"
            case .start: "\(record.start)"
            case .end: end
            case .maxRSS: step?.maxRSS ?? ""
            case .averageRSS: step?.averageRSS ?? ""
            case .totalCPU: step?.totalCPU ?? ""
            default: ""
            }
        }.joined(separator: "|") + "\n"
    }
}
