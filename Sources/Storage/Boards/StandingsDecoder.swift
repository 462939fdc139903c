import Scoreboard

/// Reads the file of ``StandingsSidecar``. Every length is checked before it is believed.
struct StandingsDecoder {
    private let raw: UnsafeRawBufferPointer
    private let path: String
    private var offset = 0
    private var version: UInt32 = 0
    /// Which metric stands at each place of a row; nil for one that this program does not know.
    private var metrics: [Metric?] = []

    init(_ raw: UnsafeRawBufferPointer, path: String) {
        self.raw = raw
        self.path = path
    }

    mutating func decode() throws(DamagedFile) -> [ClusterStandings] {
        try readHeader()
        let metricCount: UInt8 = try read()
        guard metricCount <= 31 else { throw damage("too many metrics") }
        for _ in 0..<metricCount { metrics.append(Metric(key: try text())) }
        let monthCount: UInt8 = try read()
        guard Int(monthCount) == UserStanding.monthCount else { throw damage("it has \(monthCount) months a user") }
        let clusterCount: UInt32 = try read()
        var clusters: [ClusterStandings] = []
        for _ in 0..<clusterCount { clusters.append(try cluster()) }
        guard offset == raw.count else { throw damage("something stands behind the last cluster") }
        return clusters
    }

    private mutating func readHeader() throws(DamagedFile) {
        guard raw.starts(with: StandingsSidecar.magic) else { throw damage("it does not begin as a standings file") }
        offset = StandingsSidecar.magic.count
        version = try read()
        let checksum: UInt32 = try read()
        let length: UInt64 = try read()
        guard length == UInt64(raw.count - StandingsSidecar.headerLength) else { throw damage("its length is wrong") }
        guard checksum == Checksum.crc32c(UnsafeRawBufferPointer(rebasing: raw[StandingsSidecar.headerLength...]))
        else { throw DamagedFile(path: path, .checksumMismatch) }
        guard version > 0 else { throw damage("its version is 0") }
        guard version <= StandingsSidecar.version else {
            throw DamagedFile(
                path: path, .newerVersion(found: Int(version), known: Int(StandingsSidecar.version)))
        }
    }

    private mutating func cluster() throws(DamagedFile) -> ClusterStandings {
        let name = try text()
        let asOf: UInt64 = try read()
        let today: UInt32 = try read()
        let (asOfTime, day) = (
            Timestamp(seconds: Int64(bitPattern: asOf)), Day(daysSinceEpoch: Int32(bitPattern: today))
        )
        // Windows are counted back from today: a day at the end of its range would overflow there.
        guard Day("\(day)") == day, Timestamp("\(asOfTime)") == asOfTime else { throw damage("a time is none") }
        let memory: UInt8 = version == 1 ? 1 : try read()
        guard memory <= 1 else { throw damage("a flag is neither 0 nor 1") }
        let minimumJobs: UInt32 = version == 1 ? 1 : try read()
        let userCount: UInt32 = try read()
        // A user takes six bytes at least: no more room is reserved than the file can fill.
        guard Int(userCount) <= (raw.count - offset) / 6 else { throw damage("it has too few bytes for its users") }
        var users: [UserStanding] = []
        users.reserveCapacity(Int(userCount))
        for _ in 0..<userCount { users.append(try user()) }
        return ClusterStandings(
            cluster: name, asOf: asOfTime, today: day, memoryIsCollected: memory == 1, minimumJobs: Int(minimumJobs),
            users: users)
    }

    private mutating func user() throws(DamagedFile) -> UserStanding {
        var user = UserStanding(user: try text())
        let present: UInt32 = try read()
        guard present >> UInt32(StandingsSidecar.rowCount) == 0 else { throw damage("a user has too many rows") }
        var row = MetricValues()
        for index in 0..<StandingsSidecar.rowCount where present >> UInt32(index) & 1 == 1 {
            try readRow(&row)
            switch index {
            case 0: user.allTime = row
            case 1: user.last365Days = row
            case 2: user.last30Days = row
            case 3: user.previous365Days = row
            case 4: user.previous30Days = row
            case 5: user.last7Days = row
            default: user.months[index - 6] = row
            }
        }
        return user
    }

    /// Reads one row; `row` is the one before it, and stays when the file says that they are equal.
    private mutating func readRow(_ row: inout MetricValues) throws(DamagedFile) {
        var mask: UInt32 = try read()
        if mask == StandingsSidecar.sameAsBefore { return }
        guard mask >> UInt32(metrics.count) == 0 else { throw damage("a row has too many values") }
        row = MetricValues()
        while mask != 0 {
            let place = mask.trailingZeroBitCount
            mask &= mask - 1
            let bits: UInt64 = try read()
            let value = Double(bitPattern: bits)
            guard value.isFinite else { throw damage("a value is no number") }
            if let metric = metrics[place] { row[metric] = value }
        }
    }

    private mutating func read<Number: FixedWidthInteger & BitwiseCopyable>() throws(DamagedFile) -> Number {
        let size = MemoryLayout<Number>.size
        guard raw.count - offset >= size else { throw damage("it ends too early") }
        defer { offset += size }
        return Number(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    private mutating func text() throws(DamagedFile) -> String {
        let length: UInt16 = try read()
        guard raw.count - offset >= Int(length) else { throw damage("it ends too early") }
        let bytes = raw[offset..<offset + Int(length)]
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damage("a name is not UTF-8") }
        offset += Int(length)
        return text
    }

    private func damage(_ what: String) -> DamagedFile {
        DamagedFile(path: path, .malformed(what), offset: offset)
    }
}
