package import Scoreboard

/// Puts the file of ``StandingsSidecar`` together, user by user: each record is copied as it is.
package struct StandingsWriter {
    private var bytes: [UInt8]
    private var heads: [(cluster: ClusterStandings, first: Int)] = []
    private var names: [String] = []
    private var starts: [UInt32] = []
    private var rows: [UInt16] = []
    /// Where the number of users of the cluster at hand stands.
    private var countPlace = 0

    /// - Parameters:
    ///   - clusterCount: How many clusters follow.
    ///   - capacity: About how many bytes they take.
    package init(clusterCount: Int, capacity: Int = 0) {
        bytes = StandingsSidecar.beginning(clusterCount: clusterCount)
        bytes.reserveWithPages(capacity)
    }

    /// Begins a cluster. Its users come next; those that it has are left out.
    package mutating func begin(_ cluster: ClusterStandings) {
        settleCount()
        heads.append((cluster, names.count))
        bytes += StandingsSidecar.head(of: cluster)
        countPlace = bytes.count
        bytes += [0, 0, 0, 0]
    }

    /// Adds a user as somebody made the standing.
    package mutating func add(_ user: UserStanding) {
        add(0, of: StandingRecords(CollectionOfOne(user)))
    }

    /// Adds a user from packed standings.
    package mutating func add(_ record: Int, of records: StandingRecords) {
        let name = records.names[record]
        names.append(name)
        StandingsSidecar.append(text: name, to: &bytes)
        starts.append(UInt32(bytes.count))
        records.withRecord(record) { record, places in
            bytes += record
            rows += places
        }
    }

    /// The whole file, and what it says, which has its rows in it.
    package mutating func finish() -> (bytes: [UInt8], clusters: [ClusterStandings]) {
        settleCount()
        StandingsSidecar.seal(&bytes)
        let records = StandingRecords(names: names, raw: bytes, starts: starts, rows: rows)
        let ends = heads.dropFirst().map(\.first) + [names.count]
        let clusters = zip(heads, ends).map { ClusterStandings($0.cluster, records: records, range: $0.first..<$1) }
        return (bytes, clusters)
    }

    private mutating func settleCount() {
        if let last = heads.last { set(UInt32(names.count - last.first), at: countPlace) }
    }

    private mutating func set(_ value: UInt32, at place: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: place, as: UInt32.self) }
    }
}
