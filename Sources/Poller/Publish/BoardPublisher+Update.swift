import Sacct
import Scoreboard
import Storage

/// The way that ticks take: what was published last is brought up to date, and boards are written.
extension BoardPublisher {
    /// What was published last, brought up to date by what slices added; nil when everything must be summed.
    func update(of cluster: ClusterDirectory, by gains: SliceGains, today: Day) throws -> BoardUpdate? {
        try PublicationBasis(of: cluster, today: today, rules: rules, files: files).flatMap { basis in
            BoardUpdate(
                cluster, gains: gains, basis: basis, today: today, asOf: try asOf(cluster), rules: rules, files: files)
        }
    }

    /// Writes what an update changes.
    ///
    /// - Parameter present: The names of the users' files.
    /// - Returns: False when the files of users are not those that were to be there: all are looked at then.
    func publish(
        _ update: BoardUpdate, by policy: VisibilityPolicy, in cluster: ClusterDirectory, present: Set<String>
    ) throws -> Bool {
        let boards = boardSet(of: cluster, before: update.before)
        let shown = ShownStandings([update.standings], sidecar: update.bytes)
        var newCount = 0
        try write(
            boards, of: { shown },
            meanwhile: {
                for (user, totals) in update.totals.sorted(by: { $0.key < $1.key })
                where policy.shows(user, jobs: Double(totals.jobs)) {
                    let file = userFile(of: user, totals, importedMonths: [], in: cluster)
                    try replace(file.path, file.bytes)
                    if !present.contains(FilePath.name(of: file.path)) { newCount += 1 }
                }
            })
        guard present.count + newCount == shown.roster.count else { return false }
        try replace(cluster.path(of: .windowSums), update.encodedSums(), isPrivate: true)
        return true
    }

    /// Keeps the sums for the next slice.
    func keep(_ sums: WindowSums, of cluster: ClusterDirectory) throws {
        try replace(cluster.path(of: .windowSums), WindowSumsCodec.encode(sums), isPrivate: true)
    }

    func boardSet(
        of cluster: ClusterDirectory, before: (bytes: [UInt8], clusters: [ClusterStandings])?
    ) -> BoardSet {
        BoardSet(cluster.path(of: .standings), of: cluster.name, before: before, rules: rules, files: files)
    }

    /// A file of standings; nil when it cannot be read.
    func lastFile(_ path: String) -> (bytes: [UInt8], clusters: [ClusterStandings])? {
        guard let bytes = try? files.read(path), let clusters = try? StandingsSidecar.decode(bytes, path: path)
        else { return nil }
        return (bytes, clusters)
    }

    /// Writes boards and their sidecar.
    ///
    /// - Parameters:
    ///   - shown: Whom the boards show; asked for once, on either thread.
    ///   - beside: What else is made, on either thread.
    ///   - meanwhile: What this thread does before it helps: files of users are many, and mostly wait for the kernel.
    /// - Returns: The checksum of the sidecar.
    @discardableResult
    func write(
        _ boards: BoardSet, of shown: () -> ShownStandings, beside: () -> Void = {},
        meanwhile: () throws -> Void = {}
    ) throws -> UInt32 {
        let now = clock.now()
        nonisolated(unsafe) var making: [Made<BoardSet.Content>] = []
        try withoutActuallyEscaping(shown) { shown in
            try withoutActuallyEscaping(beside) { beside in
                let pieces = SharedPieces([beside]) {
                    making = boards.contents(of: shown(), orAsOf: now)
                    return making.map { $0.make }
                }
                try pieces.run(after: meanwhile)
            }
        }
        let contents = making.map(\.value)
        for content in contents where !content.isThere {
            if !content.isKnown { try moveAsideIfDamaged(content.path) }
            try files.atomicWrite(content.path, content.bytes)
        }
        let record = boards.record(of: contents)
        if record != boards.record { try replace(boards.recordPath, record.encoded()) }
        return contents.first { $0.path == boards.sidecar }?.checksum ?? 0
    }
}
