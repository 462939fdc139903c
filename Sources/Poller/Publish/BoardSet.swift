import Scoreboard
import Storage

/// The sidecar and the boards of one directory: those of a cluster, or those of all clusters together.
///
/// What is there of them is taken over where users have the same values as when it was written; of everything else the
/// boards are made anew. The bytes are the same either way.
struct BoardSet {
    private let directory: String
    let sidecar: String
    private let cluster: ClusterName?
    private let rules: PublicationRules
    /// Which files were written last.
    let record: PublicationRecord
    /// The standings that the boards were made of last; nil when that is not known.
    private let before: Roster?
    /// What stands in the files, by path. Read by whoever makes this: of a process, one thread alone uses files.
    private let present: [String: [UInt8]]

    /// A file as it is to be.
    struct Content {
        var path: String
        var bytes: [UInt8]
        /// It is so already.
        var isThere: Bool
        /// What is there now is what was written.
        var isKnown: Bool
        /// Of the bytes.
        var checksum: UInt32
    }

    /// What is there of a file.
    private struct Present {
        var bytes: [UInt8]
        var checksum: UInt32
        /// It is what was written.
        var isKnown: Bool
    }

    /// - Parameters:
    ///   - sidecar: The path of the standings' file, beside which the boards are.
    ///   - cluster: Nil for all clusters together.
    ///   - before: The file of the standings as it is now, and what it says; nil when there is none that can be read.
    init(
        _ sidecar: String, of cluster: ClusterName?, before: (bytes: [UInt8], clusters: [ClusterStandings])?,
        rules: PublicationRules, files: any FileSystem
    ) {
        let directory = FilePath.parent(of: sidecar)
        self.directory = directory
        self.sidecar = sidecar
        self.cluster = cluster
        self.rules = rules
        let path = FilePath.join(directory, PublicationRecord.fileName)
        let record = (try? files.readIfPresent(path)).flatMap { bytes in
            bytes.flatMap { try? PublicationRecord(decoding: $0, path: path) }
        }
        self.record = record ?? PublicationRecord()
        var present: [String: [UInt8]] = [:]
        present[sidecar] = before?.bytes
        for path in [sidecar] + rules.windows.map({ BoardSet.path(of: $0, in: directory) }) where present[path] == nil {
            // Nothing, when something else stands in its place.
            if (try? files.status(path))?.kind == .file { present[path] = try? files.readIfPresent(path) }
        }
        self.present = present
        self.before = before.flatMap { before in
            guard record?.knows(before.bytes, as: FilePath.name(of: sidecar)) ?? false else { return nil }
            let roster = Roster(before.clusters)
            return roster.isInOrderOfNames ? roster : nil
        }
    }

    /// The files, each yet to be made, by whichever thread.
    ///
    /// - Parameter now: What the boards are as of when there is no cluster.
    func contents(of shown: ShownStandings, orAsOf now: Timestamp) -> [Made<Content>] {
        let boards = rules.windows.map { window in
            Made { board(in: window, of: shown.roster, shown.standings, orAsOf: now) }
        }
        let own = Made {
            BoardSet.content(sidecar, shown.sidecar, present(at: sidecar)) { Checksum.crc32c(shown.sidecar) }
        }
        return cluster == nil ? boards + [own] : [own] + boards
    }

    private func board(
        in window: Window, of roster: Roster, _ standings: [ClusterStandings], orAsOf now: Timestamp
    ) -> Content {
        let path = BoardSet.path(of: window, in: directory)
        let present = present(at: path)
        var earlier: PublishedBoard?
        if let present, present.isKnown, let before, roster.isInOrderOfNames {
            earlier = PublishedBoard(present.bytes, of: before)
        }
        let head = BoardHead(
            subject: .metric(.coreHours), window: window, cluster: cluster,
            asOf: standings.map(\.asOf).max() ?? now,
            memoryIsCollected: standings.isEmpty || standings.contains(where: \.memoryIsCollected),
            imported: standings.map { ($0.cluster, $0.importedMonths(in: window)) })
        // Files do not tell who gained places.
        let ranking = Ranking(of: roster, by: .metric(.coreHours), in: window, hasChanges: false)
        let board = LeaderboardFileCodec.encode(ranking, head, reusing: earlier)
        return BoardSet.content(path, board, present) { ChecksummedJSON.checksum(ofMade: board) }
    }

    private func present(at path: String) -> Present? {
        present[path].map { bytes in
            let checksum = Checksum.crc32c(bytes)
            return Present(
                bytes: bytes, checksum: checksum, isKnown: record.checksums[FilePath.name(of: path)] == checksum)
        }
    }

    /// - Parameter checksum: Of the bytes; asked for when they are not there yet.
    private static func content(
        _ path: String, _ bytes: [UInt8], _ present: Present?, checksum: () -> UInt32
    ) -> Content {
        let isThere = present?.bytes.isSame(as: bytes) ?? false
        let known = isThere ? present?.checksum : nil
        return Content(
            path: path, bytes: bytes, isThere: isThere, isKnown: present?.isKnown ?? false,
            checksum: known ?? checksum())
    }

    private static func path(of window: Window, in directory: String) -> String {
        FilePath.join(directory, "\(window.fileStem).json")
    }

    /// Where it stands which files were written last.
    var recordPath: String { FilePath.join(directory, PublicationRecord.fileName) }

    /// What is to stand there when these are written.
    func record(of contents: [Content]) -> PublicationRecord {
        var new = PublicationRecord()
        for content in contents { new.checksums[FilePath.name(of: content.path)] = content.checksum }
        return new
    }
}
