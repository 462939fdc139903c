import ArgumentParser
import Poller
import Scoreboard
import Settings

struct BackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Read a span of a cluster's history now, again where it was read before.",
        discussion: """
            Takes the cluster's lock and asks for the span from its first day to its last, as fast as the limit of calls \
            allows, then publishes the boards. Jobs that were counted before are not counted again, and those that the \
            accounting has purged since stay. What is not done when this is stopped, the next polls do.

            Exit codes: 0 fine; 1 failed; 2 wrong usage; 3 another poller holds the lock; 4 data was found damaged.
            """)

    @OptionGroup var polling: PollingOptions

    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
    var from: Day

    @Option(help: ArgumentHelp("The last day (default: today).", valueName: "yyyy-mm-dd"))
    var to: Day?

    func validate() throws {
        if let to, to < from { throw ValidationError("--to must not be before --from") }
    }

    func run() throws {
        let polling = try polling.prepare()
        let last = to ?? polling.clock.now().day
        try polling.report(polling.session.backfill(from..<last.adding(days: 1)))
    }
}
