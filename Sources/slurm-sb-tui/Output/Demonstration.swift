import Generator
import Glibc
import Poller
import Sacct
import Scoreboard
import Storage

/// A root full of made-up data in a temporary directory: a year of five clusters, brought in by the ordinary way.
final class Demonstration {
    let root: DataRoot

    /// Makes the data, with progress on standard error.
    init(clock: SystemClock) throws {
        let parent = environment("TMPDIR") ?? "/tmp"
        var template = Array("\(parent)/slurm-scoreboard-demo.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                "no directory could be made in \(parent) (\(String(cString: strerror(errno)))): set TMPDIR to one that "
                    + "can be written")
        }
        let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        root = DataRoot(path: path)
        do {
            try fill(clock: clock)
        } catch {
            remove()
            throw error
        }
    }

    private func fill(clock: SystemClock) throws {
        let files = PosixFileSystem(root: root.path)
        let year = DemoYear(endingAt: clock.now(), jobs: 400_000, months: 24)
        // Whoever stops it now must not leave the data behind.
        Termination.handleSignals()
        // Nobody's real home is looked at.
        let publication = PublicationRules(homeRoot: FilePath.join(root.path, "home"))
        let progress = ProgressLine()
        defer { progress.finish() }
        if !StandardError.isTerminal {
            StandardError.write("making two years of data of five clusters in \(root.path)\n")
        }
        for (number, piece) in year.pieces.enumerated() {
            guard !Termination.isRequested else { throw CommandFailure("stopped; nothing is left behind", code: 130) }
            progress.show(number, of: year.pieces.count, "making data: \(piece.cluster) \(piece.month)")
            var bytes: [UInt8] = []
            try piece.plan.writeRows { bytes.append(contentsOf: $0) }
            var rules = ReductionRules()
            rules.parsing.version = SlurmVersion(piece.plan.dialect.description)
            let session = IngestSession(
                root: root, cluster: try ClusterName(piece.cluster), rules: rules, files: files, clock: clock,
                publication: publication)
            _ = try session.run(
                [IngestInput(name: "\(piece.cluster) \(piece.month)", bytes: bytes)], publishes: false)
        }
        progress.show(1, of: 1, "making boards")
        try BoardPublisher(root: root, files: files, clock: clock, rules: publication).rebuild()
    }

    /// Removes the data. Done once; later calls find nothing.
    func remove() {
        removeTree(root.path)
    }

    private func removeTree(_ path: String) {
        let files = PosixFileSystem()
        for name in (try? files.list(path)) ?? [] {
            let entry = FilePath.join(path, name)
            if let status = try? files.status(entry), status.kind == .directory {
                removeTree(entry)
            } else {
                try? files.remove(entry)
            }
        }
        try? files.removeDirectory(path)
    }
}
