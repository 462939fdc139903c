import ArgumentParser
import Poller
import Settings

struct PollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll",
        abstract: "Read a cluster's accounting and bring the boards up to date.",
        discussion: """
            Takes the cluster's lock, catches up with the jobs that have ended, reads on in the history that is still \
            missing, and publishes the boards. With --once it does that once and ends, as cron wants it; without, it goes \
            on until it gets SIGTERM or SIGINT.

            Exit codes: 0 fine; 1 failed; 2 wrong usage; 3 another poller holds the lock; 4 data was found damaged.
            """)

    @OptionGroup var polling: PollingOptions

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.backfillStart.help))
    var backfillStart: String?

    @Flag(help: "One round, then end.")
    var once = false

    func run() throws {
        let polling = try polling.prepare(SettingTable.declared.backfillStart.given(backfillStart))
        try polling.report(polling.session.run(once: once))
    }
}
