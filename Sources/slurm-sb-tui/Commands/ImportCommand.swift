import ArgumentParser
import Glibc
import Poller
import Settings
import Storage

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over what the older Python SlurmScoreboard had counted.",
        discussion: """
            Reads its root: the monthly rollups, and where its polling stood. It is not changed. Months that the accounting \
            still has are read from there by the polls, whose numbers then take the place of the imported ones; months \
            that it has no more stay as they were counted, and are marked as imported wherever they are shown. Doing it \
            again changes nothing.

            What cannot be trusted is said: the older program kept no count of jobs, never measured memory, and counted \
            GPUs with a type twice. Of jobs and GPU hours the fewest are taken that there can have been.

            Exit codes: 0 fine; 1 failed; 2 wrong usage; 3 a poller holds the lock; 4 files could not be used and were left \
            out, or data was found damaged.
            """)

    @OptionGroup var location: RootOptions

    @Option(help: ArgumentHelp("The older program's root.", valueName: "dir"))
    var from: String

    @Option(help: "Only this cluster (default: all that are there).")
    var cluster: ClusterName?

    @Flag(help: "Say what would be done, and write nothing.")
    var dryRun = false

    @Flag(help: "GPU hours are right as they stand: its Slurm showed no GPUs with a type.")
    var trustGPUHours = false

    func run() throws {
        let read = try location.settings()
        if let cluster { try read.refuseExcluded(cluster) }
        let root = read.dataRoot
        guard ImportCommand.place(of: from) != ImportCommand.place(of: root.path) else {
            throw CommandFailure(
                "--from is the shared directory itself: move the older program's away first, as in: mv '\(from)' '\(from).old'",
                code: 2)
        }
        let store = PosixFileSystem(root: root.path)
        let source = PythonRoot(path: from, files: PosixFileSystem())
        let there = try source.clusters()
        if let cluster, !there.contains(cluster) {
            let names = there.isEmpty ? "none" : there.map(\.text).joined(separator: ", ")
            throw CommandFailure("\(from) has no months of \(cluster); it has those of \(names)")
        }
        guard !there.isEmpty else {
            throw CommandFailure(
                "\(from) has no clusters/CLUSTER/agg/rollups/monthly: name the directory that the older program wrote in"
            )
        }
        let session = ImportSession(
            from: source, to: root, files: store, clock: location.clock, publication: read.publication)
        var isWhole = true
        for name in cluster.map({ [$0] }) ?? there {
            guard !read.clusters.excluded.contains(name) else {
                StandardError.write("\(name): it takes no part, as \(root.clusterList) says: not imported\n")
                continue
            }
            let start = read.settings(for: name).backfillStart
            let summary =
                try dryRun
                ? session.preview(name, backfillStart: start, trustsGPUHours: trustGPUHours)
                : session.run(name, backfillStart: start, trustsGPUHours: trustGPUHours)
            RepairReport.write(summary.mended)
            StandardOutput.write(ImportReport.text(of: summary, from: from, isDryRun: dryRun, backfillStart: start))
            isWhole = isWhole && summary.damages.isEmpty
        }
        guard isWhole else {
            throw CommandFailure("files of \(from) could not be used; the others were: see above", code: 4)
        }
    }

    /// The directory without links; the path itself when there is none.
    private static func place(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
