import ArgumentParser
import Poller
import Sacct
import Storage

struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "Find users who have a home and no jobs on the boards, and ask for them by name.",
        discussion: """
            Polling asks for everybody, so that most users who are found here never ran a job. They are asked for in groups, \
            over the history that is read already, and are not asked for again until the next month. A user whom this host \
            does not know is left to the answers for everybody. With --user these users are asked for whatever is known of \
            them. The limit of calls a minute holds; the limit of calls a day is for polling.

            Exit codes: 0 fine; 1 failed; 2 wrong usage; 3 another poller holds the lock; 4 data was found damaged.
            """)

    @OptionGroup var location: RootOptions

    @Option(help: "The cluster (default: the one that this host belongs to).")
    var cluster: ClusterName?

    @Option(help: ArgumentHelp("The directory that holds the homes.", valueName: "directory"))
    var homeRoot = DiscoveryRules().homeRoot

    @Option(
        name: .customLong("user"), parsing: .upToNextOption,
        help: ArgumentHelp("Only these users, by name or number.", valueName: "name"))
    var users: [String] = []

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
        for user in users where SacctUser(user) == nil {
            throw ValidationError("--user: \(user.prefix(80).debugDescription) is no name of a user")
        }
    }

    func run() throws {
        let environment = wholeEnvironment()
        let root = location.dataRoot
        let cluster = try self.cluster ?? .local(environment)
        let files = PosixFileSystem(root: root.path)
        let log = LogFile(root.cluster(cluster).path(of: .pollLog), files: files)
        let quiet = quiet
        var settings = PollSettings(
            cluster: cluster, callsPerMinute: rateLimit, programVersion: ProgramVersion.text)
        settings.rules.tracksSteps = !noSteps
        var rules = DiscoveryRules()
        rules.homeRoot = homeRoot
        Termination.handleSignals()
        let session = DiscoverySession(
            root: root, settings: settings, rules: rules,
            source: SacctProcess(environment: environment, timeoutSeconds: timeout), files: files,
            clock: location.clock
        ) { event in
            // A log that cannot be written must not stop the numbers; the error that is behind it will be met again.
            try? log.write(event)
            if event.level == .warning || (!quiet && event.level == .info) {
                StandardError.write(EventLine.text(of: event))
            }
        }
        let summary = try session.run(users: users)
        if !quiet {
            StandardError.write(
                "\(cluster): \(summary.asked) users asked for by name in \(summary.calls) calls, \(summary.refused) refused; "
                    + "\(summary.found.count) have new jobs, \(summary.counts.newJobs) in all\n")
        }
    }
}
