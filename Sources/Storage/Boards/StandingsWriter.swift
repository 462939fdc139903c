import Glibc
package import Scoreboard

/// Puts the file of ``StandingsSidecar`` together, user by user: of packed standings the rows are copied as they are.
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
        bytes.reserveCapacity(capacity)
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
        names.append(records.names[record])
        StandingsSidecar.append(text: records.names[record], to: &bytes)
        let start = bytes.count
        starts.append(UInt32(start))
        bytes += [0, 0, 0, 0]
        var present: UInt32 = 0
        var places = InlineArray<18, UInt16>(repeating: 0)
        var last: Range<Int>?
        records.forEachRow(of: record) { place, row in
            present |= 1 << UInt32(place)
            if let last, isSame(row, as: last) {
                withUnsafeBytes(of: StandingsSidecar.sameAsBefore.littleEndian) { bytes += $0 }
            } else {
                last = bytes.count..<bytes.count + row.count
                bytes += row
            }
            places[place] = UInt16((last?.lowerBound ?? start) - start)
        }
        places.span.withUnsafeBufferPointer { rows += $0 }
        set(present, at: start)
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

    private func isSame(_ row: UnsafeRawBufferPointer, as range: Range<Int>) -> Bool {
        guard row.count == range.count, let start = row.baseAddress else { return false }
        return bytes.withUnsafeBytes { memcmp(start, $0.baseAddress! + range.lowerBound, row.count) == 0 }
    }

    private mutating func settleCount() {
        if let last = heads.last { set(UInt32(names.count - last.first), at: countPlace) }
    }

    private mutating func set(_ value: UInt32, at place: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: place, as: UInt32.self) }
    }
}
