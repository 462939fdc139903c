import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Storage

struct BackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Read a span of a cluster's history now, again where it was read before.",
        discussion: """
            Takes the cluster's lock and asks for the span from its first day to its last, as fast as the limit of calls \
            allows, then publishes the boards. Jobs that were counted before are not counted again, and those that the \
            accounting has purged since stay. What is not done when this is stopped, the next polls do.
            """)

    @OptionGroup var location: RootOptions

    @Option(help: "The cluster (default: the one that this host belongs to).")
    var cluster: ClusterName?

    @Option(help: ArgumentHelp("The first day or month.", valueName: "yyyy-mm[-dd]"))
    var from = HistoryStart(day: PollSettings.defaultBackfillStart)

    @Option(help: ArgumentHelp("The last day (default: today).", valueName: "yyyy-mm-dd"))
    var to: Day?

    @Option(help: ArgumentHelp("Calls of sacct a minute, all processes together: 1 to 10000.", valueName: "calls"))
    var rateLimit = 2

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
        if let to, to < from.day { throw ValidationError("--to must not be before --from") }
    }

    func run() throws {
        let environment = wholeEnvironment()
        let root = location.dataRoot
        let cluster = try self.cluster ?? PollCommand.localCluster(environment)
        let files = PosixFileSystem(root: root.path)
        let log = LogFile(root.cluster(cluster).path(of: .pollLog), files: files)
        let quiet = quiet
        var settings = PollSettings(
            cluster: cluster, callsPerMinute: rateLimit, backfillStart: from.day, programVersion: ProgramVersion.text)
        settings.rules.tracksSteps = !noSteps
        Termination.handleSignals()
        let session = PollSession(
            root: root, settings: settings,
            source: SacctProcess(environment: environment, timeoutSeconds: timeout), files: files,
            clock: location.clock
        ) { event in
            // A log that cannot be written must not stop the numbers; the error that is behind it will be met again.
            try? log.write(event)
            if event.level == .warning || (!quiet && event.level == .info) {
                StandardError.write(EventLine.text(of: event))
            }
        }
        let last = to ?? location.clock.now().day
        let round = try session.backfill(from.day..<last.adding(days: 1))
        if !quiet {
            StandardError.write(
                "\(cluster): \(round.counts.newJobs) new jobs of \(round.counts.jobs) in \(round.counts.calls) calls; "
                    + PollCommand.history(round) + "\n")
        }
    }
}
