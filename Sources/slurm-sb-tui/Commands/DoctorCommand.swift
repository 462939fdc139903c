import ArgumentParser
import Poller
import Settings
import Storage

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for everything that can be wrong in the shared directory, and say what to do.",
        discussion: """
            Reads every file of every cluster, holds those that belong together against each other, and looks at locks,
            rights, room and clocks. Without --repair it writes nothing.

            --repair does what is safe, under the cluster's lock: it settles an interrupted commit, removes what dead
            processes left, makes anew what follows from other files, and moves aside what does not, so that the next
            polls read it again. It deletes no data.

            Exit codes: 0 nothing is wrong; 1 warnings; 3 with --repair, somebody polls; 4 damage.
            """)

    @OptionGroup var location: RootOptions

    @Option(help: "The cluster (default: all of them).")
    var cluster: ClusterName?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Mend what can be mended safely.")
    var repair = false

    func run() throws {
        let settings = try location.settingsToLook()
        let rules = settings.publication
        let root = settings.dataRoot
        let files = PosixFileSystem(root: root.path)
        guard (try? files.list(root.path)) != nil else {
            throw CommandFailure("\(root.path) is not there: name the shared directory with --root")
        }
        var clusters = try root.clusters(in: files)
        if let cluster {
            clusters = clusters.filter { $0.name == cluster }
            guard !clusters.isEmpty else {
                throw CommandFailure(
                    "\(root.clustersDirectory) has no cluster '\(cluster)': see what is there with: ls")
            }
        }
        // Nobody polls a cluster that takes no part; who names it wants it looked at all the same.
        if cluster == nil { clusters.removeAll { rules.excluded.contains($0.name) } }
        var report = DoctorReport(root: root)
        if repair {
            let mending = DoctorRepair(root: root, files: files, clock: location.clock, rules: rules)
            for cluster in clusters {
                report.actions += try mending.repair(cluster)
                if let finding = try mending.clockFinding(in: cluster) { report.findings.append(finding) }
            }
        }
        report.findings += try Doctor(root: root, files: files, clock: location.clock, rules: rules).examine(clusters)
        StandardOutput.write(json ? report.json : Array(report.text.utf8))
        if let code = report.exitCode { throw ExitCode(code) }
    }
}
