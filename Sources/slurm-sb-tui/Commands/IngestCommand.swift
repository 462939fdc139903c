import ArgumentParser
import Poller
import Storage

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Bring saved sacct rows into the rollups of a cluster.",
        discussion: """
            Reads what sacct -P printed, from files or standard input, with a header or with --fields. Calendar times are \
            taken as UTC; save them with SLURM_TIME_FORMAT=%s to be sure. Rows may come again, in any order: each job \
            counts once. Step rows are folded into their jobs.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var publication: PublicationOptions
    @OptionGroup var parsing: ParsingOptions

    @Option(help: "The cluster whose jobs these are.")
    var cluster: ClusterName

    @Flag(help: "Do not gather memory and CPU use from step rows.")
    var noSteps = false

    @Option(help: ArgumentHelp("Commit after so many jobs.", visibility: .hidden))
    var jobsPerCommit = IngestSession.defaultJobsPerCommit

    @Argument(help: ArgumentHelp("Files of rows; - or nothing is standard input.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        guard jobsPerCommit > 0 else { throw ValidationError("--jobs-per-commit must be above 0") }
    }

    func run() throws {
        let session = IngestSession(
            root: location.dataRoot, cluster: cluster,
            rules: ReductionRules(parsing: parsing.rules, tracksSteps: !noSteps),
            files: PosixFileSystem(root: location.dataRoot.path),
            clock: location.clock, publication: publication.rules, jobsPerCommit: jobsPerCommit)
        let summary = try session.run(try InputFile.inputs(files, layout: try parsing.layout))
        let counts = summary.counts
        StandardError.write(
            DefectReport.text(summary.defects, unknownStates: summary.unknownStates, left: counts.left))
        StandardError.write(
            "\(counts.rows) rows, \(counts.jobs) ended jobs, \(counts.newJobs) of them new, \(counts.steps) steps\n")
    }
}
