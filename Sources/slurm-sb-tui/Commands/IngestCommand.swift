import ArgumentParser
import Poller
import Settings
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

    @Flag(help: "Leave the boards as they are: the next poll, or leaderboards --rebuild, makes them.")
    var noBoards = false

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
        let memory = KeptMemory()
        // Of what was kept nobody knows how much it is: it may be a year.
        if fromCache { memory.giveBack() }
        let steps = SettingTable.declared.includeSteps.given(noSteps ? "false" : nil)
        let read = try location.settings(parsing.flags + steps)
        let store = PosixFileSystem(root: read.dataRoot.path)
        let clusters =
            try cluster.map { [$0] }
            ?? read.dataRoot.clusters(in: store).map(\.name).filter { !read.clusters.excluded.contains($0) }
        var damaged: [DamagedFile] = []
        var unrepaired: [String] = []
        for cluster in clusters {
            try read.refuseExcluded(cluster)
            let session = IngestSession(
                root: read.dataRoot, cluster: cluster, rules: parsing.rules(read.settings(for: cluster)), files: store,
                clock: location.clock, publication: read.publication, jobsPerCommit: jobsPerCommit)
            let summary =
                try fromCache
                ? session.runFromCache(publishes: !noBoards)
                : session.run(InputFile.inputs(files, layout: try parsing.layout, memory: memory), publishes: !noBoards)
            damaged += summary.damaged
            unrepaired += summary.unrepaired
            tell(summary)
        }
        guard damaged.isEmpty else {
            let names = damaged.map { "\($0.path): \($0.problem)" }.joined(separator: "; ")
            throw CommandFailure(
                "rows that could not be used were set aside, the others were read: \(names)", code: 4)
        }
        guard unrepaired.isEmpty else {
            throw CommandFailure(
                "what was damaged is not all there again: on a cluster that is polled, poll on; else ingest the saved rows of "
                    + "its months again and then remove what was set aside: " + unrepaired.joined(separator: ", "),
                code: 4)
        }
    }

    private func tell(_ summary: IngestSession.Summary) {
        RepairReport.write(summary.mended)
        let counts = summary.counts
        StandardError.write(
            DefectReport.text(summary.defects, unknownStates: summary.unknownStates, left: counts.left))
        StandardError.write(
            "\(counts.rows) rows, \(counts.jobs) ended jobs, \(counts.newJobs) of them new, \(counts.steps) steps\n")
    }
}
