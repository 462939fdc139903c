import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Settings
import Storage

struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Print saved sacct rows as normalized jobs, one JSON object a line.",
        discussion: """
            Ended jobs only, with their steps folded in, in the order of their rows. What was left out is counted by kind \
            on standard error. All jobs of the input are held in memory until their steps are known.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var parsing: ParsingOptions

    @Argument(help: ArgumentHelp("Files of rows; - or nothing is standard input.", valueName: "file"))
    var files: [String] = []

    func run() throws {
        let rules = parsing.rules(try location.settingsToLook(parsing.flags).common).parsing
        let names = NameTable()
        var jobs: [Job] = []
        var steps = StepLedger()
        var defects = DefectLog()
        var left: [ParsedRow.Reason: Int] = [:]
        var parser: JobRowParser?
        for input in try InputFile.inputs(files, layout: try parsing.layout) {
            var reader = RowReader(layout: input.layout)
            try reader.readAll(from: input.read) { row, layout in
                if parser == nil { parser = JobRowParser(layout: layout, names: names, rules: rules) }
                parser?.use(layout)
                switch parser?.parse(row) {
                case .job(let job):
                    steps.open(job, payload: jobs.count)
                    jobs.append(job)
                case .step(let step): steps.fold(step)
                case .left(let reason, let jobID):
                    left[reason, default: 0] += 1
                    if let jobID { steps.ignore(jobID: jobID) }
                case .defect(let kind): defects.note(kind, in: row)
                case nil: break
                }
            }
            defects.merge(reader.defects)
        }
        steps.settleLoose()
        for entry in steps.entries where entry.payload != StepLedger.notOpened {
            jobs[entry.payload].steps = entry.usage
        }
        for job in jobs { StandardOutput.write(JobLine.json(of: job, user: names[job.user])) }
        StandardError.write(
            DefectReport.text(defects, unknownStates: parser?.unknownStates ?? [], left: left))
        StandardError.write(
            "\(jobs.count) jobs, \(steps.stepCount) steps, \(steps.loose.count) of them without a job\n")
    }
}
