import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Storage

struct PollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll",
        abstract: "Read a cluster's accounting and bring the boards up to date.",
        discussion: """
            Takes the cluster's lock, catches up with the jobs that have ended, reads a piece of the history that is still \
            missing, and publishes the boards. With --once it does that once and ends, as cron wants it; without, it goes \
            on until it gets SIGTERM or SIGINT.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var publication: PublicationOptions

    @Option(help: "The cluster (default: the one that this host belongs to).")
    var cluster: ClusterName?

    @Option(help: ArgumentHelp("Calls of sacct a minute, all processes together: 1 to 10000.", valueName: "calls"))
    var rateLimit = 2

    @Option(help: ArgumentHelp("The first day or month of the history.", valueName: "yyyy-mm[-dd]"))
    var backfillStart = HistoryStart(day: PollSettings.defaultBackfillStart)

    @Flag(help: "One round, then end.")
    var once = false

    @Flag(help: "Do not ask for steps: memory and CPU use are then not known.")
    var noSteps = false

    @Option(help: "How long a call of sacct may take, in seconds.")
    var timeout = 300

    @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
    var quiet = false

    func validate() throws {
        guard (1...RateLedger.maximumCalls).contains(rateLimit) else {
            throw ValidationError("--rate-limit must be 1 to \(RateLedger.maximumCalls) calls a minute")
        }
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout must be 1 to 86400 seconds") }
    }

    func run() throws {
        let environment = wholeEnvironment()
        let root = location.dataRoot
        let cluster = try self.cluster ?? localCluster(environment)
        let files = PosixFileSystem(root: root.path)
        let log = LogFile(root.cluster(cluster).path(of: .pollLog), files: files)
        let quiet = quiet
        var settings = PollSettings(
            cluster: cluster, callsPerMinute: rateLimit, backfillStart: backfillStart.day,
            publication: publication.rules, programVersion: ProgramVersion.text)
        settings.rules.tracksSteps = !noSteps
        Termination.handleSignals()
        let session = PollSession(
            root: root, settings: settings,
            source: SacctProcess(environment: environment, timeoutSeconds: timeout), files: files,
            clock: location.clock
        ) { event in
            // A log that cannot be written must not stop the numbers; the error that is behind it will be met again.
            try? log.write(event)
            // The error that ends the command is told once, by whoever ends it.
            if event.level == .warning || (!quiet && event.level == .info) {
                StandardError.write(EventLine.text(of: event))
            }
        }
        let round = try session.run(once: once)
        if !quiet {
            StandardError.write(
                "\(cluster): \(round.counts.newJobs) new jobs of \(round.counts.jobs) in \(round.counts.calls) calls; "
                    + (round.isCaughtUp ? "all history is read\n" : "history is still being read\n"))
        }
        guard round.unrepaired.isEmpty else {
            throw CommandFailure(
                "what was damaged is not all read again; the boards lack it until further polls have done so. Set aside: "
                    + round.unrepaired.joined(separator: ", "), code: 4)
        }
    }

    private func localCluster(_ environment: [String: String]) throws -> ClusterName {
        guard let name = try? SlurmSite(environment: environment).localCluster() else {
            throw CommandFailure("Slurm does not say which cluster this is: name it with --cluster", code: 2)
        }
        return try ClusterName(name)
    }
}
