import ArgumentParser
import Poller
import Settings
import Storage

struct LeaderboardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaderboards",
        abstract: "Make the boards, the user files and the interface's sidecar anew from the rollups.")

    @OptionGroup var location: RootOptions

    @Flag(help: "Make them anew; everything they say follows from the rollups.")
    var rebuild = false

    func validate() throws {
        guard rebuild else { throw ValidationError("say what to do: --rebuild") }
    }

    func run() throws {
        LargeBlocks.useAgainWhenFreed()
        let settings = try location.settings()
        let root = settings.dataRoot
        let files = PosixFileSystem(root: root.path)
        guard try files.status(root.path)?.kind == .directory else {
            throw CommandFailure("\(root.path) is not there: name the shared directory with --root")
        }
        let clusters = try BoardPublisher(
            root: root, files: files, clock: location.clock, rules: settings.publication
        ) { RepairReport.write([$0]) }.rebuild()
        let names = clusters.map(\.text).joined(separator: ", ")
        StandardError.write("boards made anew: \(clusters.isEmpty ? "there are no clusters yet" : names)\n")
    }
}
