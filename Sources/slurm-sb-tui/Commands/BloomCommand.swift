import ArgumentParser
import BloomFilter
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
            let path = directory.path(of: .seenFilter(month))
            let files = PosixFileSystem(root: root.path)
            guard let bytes = try files.readIfPresent(path) else {
                throw CommandFailure("\(path) is not there: \(cluster) has no jobs that ended in \(month)")
            }
            let filter = try DamagedFile.decoding(bytes, path: path, BloomFilterCodec.decode)
            let identitiesPath = directory.path(of: .seenIdentities(month))
            let identityBytes = try files.read(identitiesPath)
            let identities = try DamagedFile.decoding(identityBytes, path: identitiesPath, IdentitySetCodec.decode)
            let report = BloomReport(
                cluster: cluster.text, month: month, filter: filter, filterBytes: bytes.count,
                identityCount: identities.count, identityBytes: identityBytes.count)
            StandardOutput.write(json ? report.json : Array(report.text.utf8))
        }
    }
}
