import ArgumentParser
import Scoreboard
import Settings
import Storage

struct BloomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bloom", abstract: "Look at the filters of seen jobs.", subcommands: [Stats.self])

    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The size, fill and false-positive rate of one month's filter.")

        @OptionGroup var location: RootOptions

        @Option(help: "The cluster.")
        var cluster: ClusterName

        @Option(help: ArgumentHelp("The month, for instance 2026-11.", valueName: "yyyy-mm"))
        var month: Month

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let root = try location.settingsToLook().dataRoot
            let directory = root.cluster(cluster)
            let files = PosixFileSystem(root: root.path)
            guard let seen = try SeenMonthReport(reading: month, of: directory, in: files) else {
                throw CommandFailure(
                    "\(directory.path(of: .seenFilter(month))) is not there: \(cluster) has no jobs that ended in \(month)"
                )
            }
            let report = BloomReport(report: seen)
            StandardOutput.write(json ? report.json : Array(report.text.utf8))
        }
    }
}
