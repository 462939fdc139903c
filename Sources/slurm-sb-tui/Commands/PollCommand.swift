import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Settings
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

    @Option(help: "The cluster (default: the setting, else the one that this host belongs to).")
    var cluster: String?

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.callsPerMinute.help))
    var rateLimit: String?

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.backfillStart.help))
    var backfillStart: String?

    @Flag(help: "One round, then end.")
    var once = false

    @Flag(help: "Do not ask for steps: memory and CPU use are then not known.")
    var noSteps = false

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.timeoutSeconds.help))
    var timeout: String?

    @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
    var quiet = false

    private var flags: [FlagValue] {
        let declared = SettingTable.declared
        return declared.cluster.given(cluster) + declared.callsPerMinute.given(rateLimit)
            + declared.backfillStart.given(backfillStart) + declared.timeoutSeconds.given(timeout)
            + declared.includeSteps.given(noSteps ? "false" : nil)
    }

    func run() throws {
        let environment = wholeEnvironment()
        let read = try location.settings(flags)
        let root = read.dataRoot
        let cluster = try read.common.cluster ?? .local(environment)
        try read.refuseExcluded(cluster)
        let settings = read.settings(for: cluster)
        let files = PosixFileSystem(root: root.path)
        let log = LogFile(root.cluster(cluster).path(of: .pollLog), files: files)
        let quiet = quiet
        Termination.handleSignals()
        let session = PollSession(
            root: root, settings: settings.pollSettings(cluster: cluster, publication: read.publication),
            source: SacctProcess(
                environment: environment, timeoutSeconds: settings.timeoutSeconds,
                isInterrupted: { Termination.isRequested }),
            files: files,
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
}
