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
        /// Seconds from the job's start to the step's end; nil for a step that ends with its job.
        var lasted: Int64?
    }

    var records: [Record]
    var clusters = ["hammer"]
    var shown = AccountingVisibility()
    var capable = SacctCapabilities(version: SlurmVersion(22, 5, 8))
    /// What keeps sacctmgr from answering.
    var siteProblem: ProcessFailure?
    private(set) var siteQuestions = 0
    /// Fails each call of which it says how; asked after ``failure``, with the number of the call, from 1.
    var problem: (SacctQuery, Int) -> ProcessFailure? = { _, _ in nil }
    /// What a call is said to have taken.
    var milliseconds: (SacctQuery) -> Int = { _ in 3 }
    /// Which call fails, counted from 1, and how.
    var failure: (call: Int, problem: ProcessFailure)?
    /// The users that this host knows, by name: a call for any other is refused as a whole. Nil knows all by name.
    var hostUsers: [String: UInt32]?
    /// Whose jobs are in no answer for everybody.
    var hidden: Set<String> = []
    /// Questions for users over more seconds than this are not answered in time.
    var longestSpan = Int64.max
    /// Which windows cannot be answered, and why.
    var refusal: (Range<Timestamp>) -> ProcessFailure? = { _ in nil }
    /// How long an answer of so many rows takes, in milliseconds; nil where ``milliseconds`` says it.
    var duration: ((Int) -> Int)?
    private(set) var queries: [SacctQuery] = []
    /// The windows whose jobs were asked for, and came.
    private(set) var answered: [Range<Timestamp>] = []

    init(_ records: [Record]) {
        self.records = records
    }

    func capabilities() -> SacctCapabilities { capable }

    func accountedClusters() throws -> [String] {
        siteQuestions += 1
        if let siteProblem { throw siteProblem }
        return clusters
    }

    func visibility() throws -> AccountingVisibility {
        siteQuestions += 1
        if let siteProblem { throw siteProblem }
        return shown
    }

    func rows(for query: SacctQuery, _ body: (Row, RowLayout) throws -> Void) throws -> SacctAnswer {
        queries.append(query)
        if case .users(let users, let from, let to) = query.selection {
            for user in users where number(of: user.text) == nil && hostUsers != nil {
                throw ProcessFailure.failed(
                    program: "sacct", status: .code(1), message: "Invalid user id: \(user.text)")
            }
            if to - from > longestSpan { throw ProcessFailure.timedOut(program: "sacct", seconds: 300) }
        }
        if case .ended(let from, let to) = query.selection, let refused = refusal(from..<to) { throw refused }
        var text = ""
        for record in records where matches(record, query.selection) {
            text += line(record, query.fields)
            if query.includesSteps {
                for step in record.steps where shows(step, of: record, query.selection) {
                    text += line(record, query.fields, step: step)
                }
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
        if let problem = problem(query, queries.count) { throw problem }
        if case .ended(let from, let to) = query.selection { answered.append(from..<to) }
        return SacctAnswer(
            rowCount: reader.rowCount, byteCount: reader.byteCount,
            milliseconds: duration?(reader.rowCount) ?? milliseconds(query))
    }

    private func matches(_ record: Record, _ selection: SacctQuery.Selection) -> Bool {
        switch selection {
        case .ended(let from, let to):
            record.end.map { (from.seconds..<to.seconds).contains($0) } ?? false && !hidden.contains(record.user)
        case .users(let users, let from, let to):
            record.end.map { (from.seconds..<to.seconds).contains($0) } ?? false
                && users.contains { user in
                    user.text == record.user || number(of: user.text).map { $0 == number(of: record.user) } ?? false
                }
        case .jobs(let ids, let from, let to):
            ids.contains(record.jobID) && record.submit <= to.seconds && record.end ?? .max >= from.seconds
        }
    }

    /// As the host's own database has it; a number must be somebody's, too.
    private func number(of user: String) -> UInt32? {
        hostUsers?[user]
            ?? UInt32(user).flatMap { number in
                hostUsers?.values.contains(number) ?? false ? number : nil
            }
    }

    /// A window shows the steps that overlap it, and no others of a job that ended in it.
    private func shows(_ step: Step, of record: Record, _ selection: SacctQuery.Selection) -> Bool {
        guard case .ended(let from, _) = selection, let lasted = step.lasted else { return true }
        return record.start + lasted >= from.seconds
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
