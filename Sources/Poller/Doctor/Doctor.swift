import Scoreboard
package import Storage

/// Looks at everything in the shared directory and says what is wrong and what to do. It only reads.
package struct Doctor {
    private let root: DataRoot
    private let files: any FileSystem
    private let clock: any PollClock
    private let rules: PublicationRules
    private let surroundings: Surroundings

    package init(
        root: DataRoot, files: any FileSystem, clock: any PollClock, rules: PublicationRules = PublicationRules(),
        surroundings: Surroundings = .present
    ) {
        self.rules = rules
        self.root = root
        self.files = files
        self.clock = clock
        self.surroundings = surroundings
    }

    /// What was found of some clusters and of what they share, the worst first.
    ///
    /// - Throws: `FileSystemError` when something cannot be looked at.
    package func examine(_ clusters: [ClusterDirectory]) throws -> [Finding] {
        var found = PlaceChecks.roomFindings(root, files: files) + PlaceChecks.listFindings(root, files: files)
        for cluster in clusters {
            let patient = try Patient(
                cluster, in: root, files: files, now: clock.now(), rules: rules, surroundings: surroundings)
            found += try PollingChecks.findings(patient)
            found += try LogCheck.findings(patient)
            found += try FilesCheck.findings(patient)
            found += try DerivedCheck.findings(patient)
            found += try PlaceChecks.findings(patient)
        }
        let all = try root.clusters(in: files)
        // Whoever polls writes the merged boards too: they may be in the middle of a change.
        if all.allSatisfy({ surroundings.lockHolder($0) == nil }) {
            found += try FilesCheck.sharedFindings(root, files: files)
            found += try DerivedCheck.mergedFindings(root, clusters: all, files: files, now: clock.now(), rules: rules)
        }
        return found.enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }.map(\.element)
    }
}
