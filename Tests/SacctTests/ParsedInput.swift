import Sacct
import Scoreboard

/// Everything that a text of rows holds, for tests to look at.
struct ParsedInput {
    var jobs: [Job] = []
    var steps: [StepRow] = []
    var left: [ParsedRow.Reason] = []
    var defects: [DefectKind] = []
    let names = NameTable()
    var unknownStates: Set<String> = []

    /// - Parameter chunk: How many bytes the source gives at a time.
    init(
        _ text: String, rules: ParsingRules = ParsingRules(), cluster: String? = nil, chunk: Int = 1 << 16,
        layout: RowLayout? = nil
    ) throws {
        try self.init(bytes: Array(text.utf8), rules: rules, cluster: cluster, chunk: chunk, layout: layout)
    }

    init(
        bytes: [UInt8], rules: ParsingRules = ParsingRules(), cluster: String? = nil, chunk: Int = 1 << 16,
        layout: RowLayout? = nil
    ) throws {
        var reader = RowReader(layout: layout)
        var parser: JobRowParser?
        var source = bytes[...]
        try reader.readAll { buffer in
            let count = min(chunk, buffer.count, source.count)
            buffer.copyBytes(from: source.prefix(count))
            source = source.dropFirst(count)
            return count
        } _: { row, layout in
            if parser == nil { parser = JobRowParser(layout: layout, names: names, rules: rules, cluster: cluster) }
            parser?.use(layout)
            switch parser?.parse(row) {
            case .job(let job): jobs.append(job)
            case .step(let step): steps.append(step)
            case .left(let reason, _): left.append(reason)
            case .defect(let kind): defects.append(kind)
            case nil: break
            }
        }
        unknownStates = parser?.unknownStates ?? []
    }

    func user(of job: Job) -> String { names[job.user] }
}

/// One job row of a layout that has every column, with what a test does not care about filled in.
struct SampleRow {
    static let header =
        "JobID|JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|MaxRSS|AveRSS|TotalCPU|Submit|Eligible|Start|End\n"

    var jobID = "100"
    var user = "alice"
    var state = "COMPLETED"
    var elapsed = "3600"
    var cpus = "8"
    var nodes = "2"
    var requestedMemory = ""
    var tres = ""
    var energy = ""
    var maxRSS = ""
    var averageRSS = ""
    var totalCPU = ""
    var submit = "1700000000"
    var eligible = "1700000000"
    var start = "1700000100"
    var end = "1700003700"

    var line: String {
        [
            jobID, jobID, user, state, elapsed, cpus, nodes, requestedMemory, tres, energy, maxRSS, averageRSS,
            totalCPU, submit, eligible, start, end,
        ].joined(separator: "|") + "\n"
    }

    /// The row parsed alone.
    func parsed(rules: ParsingRules = ParsingRules()) throws -> ParsedInput {
        try ParsedInput(SampleRow.header + line, rules: rules)
    }
}
