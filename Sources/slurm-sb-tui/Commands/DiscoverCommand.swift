import ArgumentParser
import Poller
import Sacct
import Settings

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

    @OptionGroup var polling: PollingOptions

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.homeRoot.help))
    var homeRoot: String?

    @Option(
        name: .customLong("user"), parsing: .upToNextOption,
        help: ArgumentHelp("Only these users, by name or number.", valueName: "name"))
    var users: [String] = []

    func validate() throws {
        for user in users where SacctUser(user) == nil {
            throw ValidationError("--user: \(user.prefix(80).debugDescription) is no name of a user")
        }
    }

    func run() throws {
        let polling = try polling.prepare(SettingTable.declared.homeRoot.given(homeRoot))
        // It asks for all years of a user at once, and tells nobody how many rows come.
        polling.memory.giveBack()
        let session = DiscoverySession(
            root: polling.root, settings: polling.settings, source: polling.source, files: polling.files,
            clock: polling.clock, onEvent: polling.tell)
        let summary = try session.run(users: users)
        guard !polling.isQuiet else { return }
        StandardError.write(
            "\(polling.settings.cluster): \(summary.asked) users asked for by name in \(summary.calls) calls, "
                + "\(summary.refused) refused; \(summary.found.count) have new jobs, \(summary.counts.newJobs) in all\n"
        )
    }
}
