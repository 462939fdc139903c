import Poller
import Sacct
import Scoreboard

/// What was found in saved rows.
struct ParsedRows {
    /// In the order of their rows; their users are numbers of ``names``. Empty when none are held.
    private(set) var jobs: [Job] = []
    let names = NameTable()
    private(set) var defects = DefectLog()
    private(set) var unknownStates: Set<String> = []
    private(set) var left: [ParsedRow.Reason: Int] = [:]
    private var jobCount = 0
    private var stepCount = 0
    private var steps: StepLedger?

    /// - Parameter holdsJobs: Whether jobs are wanted, with their steps folded in, or only how many there are.
    init(holdsJobs: Bool) {
        steps = holdsJobs ? StepLedger() : nil
    }

    /// Parses an input to its end.
    ///
    /// - Throws: ``LayoutError``, and what reading throws.
    mutating func read(_ input: IngestInput, rules: ParsingRules) throws {
        var parsing = RowParsing(layout: input.layout, rules: rules, cluster: nil)
        // Each parser of each input numbers its users from zero.
        var numbers: [[NameTable.Index]] = Array(repeating: [], count: RowParsing.parserCount)
        try ParallelParsing.run(&parsing, from: input.read) { batch in
            for name in batch.newUsers { numbers[batch.parser].append(names.index(of: name)) }
            defects.merge(batch.defects)
            for row in batch.rows { take(row, users: numbers[batch.parser]) }
        }
        defects.merge(parsing.defects)
        unknownStates.formUnion(parsing.unknownStates)
    }

    /// Gives each job what its steps measured, when all have been read.
    mutating func foldSteps() {
        steps?.settleLoose()
        guard let steps else { return }
        for entry in steps.entries where entry.payload != StepLedger.notOpened {
            jobs[entry.payload].steps = entry.usage
        }
    }

    /// How much there was, in a line.
    var summary: String {
        guard let steps else { return "\(jobCount) jobs, \(stepCount) steps" }
        return "\(jobCount) jobs, \(steps.stepCount) steps, \(steps.loose.count) of them without a job"
    }

    private mutating func take(_ row: ParsedRow, users: [NameTable.Index]) {
        switch row {
        case .job(var job):
            jobCount += 1
            guard steps != nil else { return }
            job.user = users[Int(job.user)]
            steps?.open(job, payload: jobs.count)
            jobs.append(job)
        case .step(let step):
            stepCount += 1
            steps?.fold(step)
        case .left(let reason, let jobID):
            left[reason, default: 0] += 1
            if let jobID { steps?.ignore(jobID: jobID) }
        case .defect: break
        }
    }
}
