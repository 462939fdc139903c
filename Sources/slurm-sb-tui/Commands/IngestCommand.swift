import ArgumentParser
import Poller
import Sacct
import Storage

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Bring saved sacct rows into the rollups of a cluster.",
        discussion: """
            Reads what sacct -P printed, from files or standard input, with a header or with --fields. Calendar times are \
            taken as UTC; save them with SLURM_TIME_FORMAT=%s to be sure. Rows may come again, in any order: each job \
            counts once. Step rows are folded into their jobs.

            With --from-cache it reads what the polls kept of Slurm's answers (raw_cache_days) instead, and asks Slurm \
            nothing: to make rollups again that were lost. Without --cluster, of every cluster.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var parsing: ParsingOptions

    @Option(help: "The cluster whose jobs these are.")
    var cluster: ClusterName?

    @Flag(help: "Read the rows that the polls kept.")
    var fromCache = false

    @Flag(help: "Do not gather memory and CPU use from step rows.")
    var noSteps = false

    @Option(help: ArgumentHelp("Commit after so many jobs.", visibility: .hidden))
    var jobsPerCommit = IngestSession.defaultJobsPerCommit

    @Argument(help: ArgumentHelp("Files of rows; - or nothing is standard input.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        guard fromCache || cluster != nil else {
            throw ValidationError("Missing expected argument '--cluster <cluster>'")
        }
        guard !fromCache || (files.isEmpty && parsing.fields == nil) else {
            throw ValidationError(
                "--from-cache takes no files and no --fields: the rows that were kept say what they are")
        }
        guard jobsPerCommit > 0 else { throw ValidationError("--jobs-per-commit must be above 0") }
    }

    func run() throws {
        let store = PosixFileSystem(root: location.dataRoot.path)
        let clusters = try cluster.map { [$0] } ?? location.dataRoot.clusters(in: store).map(\.name)
        var damaged: [DamagedFile] = []
        for cluster in clusters {
            let session = session(cluster, store)
            let summary =
                try fromCache
                ? session.runFromCache() : session.run(InputFile.inputs(files, layout: try parsing.layout))
            damaged += summary.damaged
            tell(summary)
        }
        guard damaged.isEmpty else {
            let names = damaged.map { "\($0.path): \($0.problem)" }.joined(separator: "; ")
            throw CommandFailure(
                "rows that could not be used were set aside, the others were read: \(names)", code: 4)
        }
    }

    private func session(_ cluster: ClusterName, _ store: PosixFileSystem) -> IngestSession {
        IngestSession(
            root: location.dataRoot, cluster: cluster,
            rules: ReductionRules(parsing: parsing.rules, tracksSteps: !noSteps),
            files: store, clock: location.clock, jobsPerCommit: jobsPerCommit)
    }

    private func tell(_ summary: IngestSession.Summary) {
        let counts = summary.counts
        StandardError.write(
            DefectReport.text(summary.defects, unknownStates: summary.unknownStates, left: counts.left))
        StandardError.write(
            "\(counts.rows) rows, \(counts.jobs) ended jobs, \(counts.newJobs) of them new, \(counts.steps) steps\n")
    }
}
