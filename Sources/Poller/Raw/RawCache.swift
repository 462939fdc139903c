import Scoreboard
package import Storage

/// The rows that the polls of a cluster read, kept for some days: from them the rollups can be made again without asking
/// Slurm.
///
/// Each row is kept when it is first counted; a job that is read again brings its rows anew only when its steps were asked
/// for. So all files together have what the rollups were made of since the cache was turned on.
package struct RawCache {
    /// How many days rows are kept once somebody wants that.
    package static let usualDays = 90

    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let days: Int

    /// - Parameter days: How many days after they were read rows are kept; 0 keeps none.
    package init(_ directory: ClusterDirectory, files: any FileSystem, days: Int) {
        self.directory = directory
        self.files = files
        self.days = days
    }

    /// What is to see the rows of a slice; nil when none are kept.
    package func recorder() -> RowRecorder? { days > 0 ? RowRecorder() : nil }

    /// What a slice's commit changes: its rows come, and those that are too old go, also such as were set aside.
    ///
    /// - Parameters:
    ///   - recorder: Has seen the slice's rows.
    ///   - isWorthKeeping: Whether the slice changed anything.
    package func changes(
        adding recorder: RowRecorder?, of slice: RawRows.Slice, isWorthKeeping: Bool
    ) throws -> [FileChange] {
        let names = try fileNames()
        var changes = names.filter { days == 0 || slice.readAt - $0.readAt >= Int64(days) * Day.secondsPerDay }.map {
            FileChange.remove(path: "state/raw/\($0.text)")
        }
        if isWorthKeeping, let rows = recorder?.finish(slice) {
            let last = names.last { $0.readAt == slice.readAt }?.number
            changes.append(
                .write(
                    .rawRows(slice.readAt, number: last.map { $0 + 1 } ?? 0), rows.encoded(cluster: directory.name)))
        }
        return changes
    }

    /// The kept rows in the order in which they were read, each file opened when it is its turn.
    ///
    /// - Parameter onDamage: Called with each file that cannot be used; it is left out.
    package func inputs(onDamage: (DamagedFile) throws -> Void) throws -> [IngestInput] {
        try fileNames().filter { !$0.isSetAside }.compactMap { name in
            let path = FilePath.join(directory.rawDirectory, name.text)
            do {
                let slice = try read(path).slice
                var stream: InflateStream?
                var hasEnded = false
                return IngestInput(name: path, slice: slice) { buffer in
                    guard !hasEnded else { return 0 }
                    let opened = try stream ?? InflateStream(read(path).compressed, path: path)
                    let count = try opened.read(into: buffer)
                    hasEnded = count == 0
                    // The compressed rows are not held longer than they are needed.
                    stream = hasEnded ? nil : opened
                    return count
                }
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                try onDamage(damage)
                return nil
            }
        }
    }

    private func read(_ path: String) throws -> RawRows {
        try RawRows(decoding: files.read(path), path: path, cluster: directory.name)
    }

    private func fileNames() throws -> [RawRowsName] {
        try files.names(in: directory.rawDirectory).compactMap { RawRowsName($0) }.sorted()
    }
}
