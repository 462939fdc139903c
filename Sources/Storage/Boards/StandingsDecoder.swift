import Scoreboard

/// Reads the file of ``StandingsSidecar``. Every length is checked before it is believed.
struct StandingsDecoder {
    private let raw: UnsafeRawBufferPointer
    private let path: String
    private var offset = 0
    private var version: UInt32 = 0
    /// Which metric stands at each place of a row; nil for one that this program does not know.
    private var metrics: [Metric?] = []
    private var names: [String] = []
    /// Where each user's rows are announced, from the start of the file.
    private var starts: [UInt32] = []
    /// How far behind that each of its rows is; 0 is a row of zeros.
    private var rows: [UInt16] = []
    /// What any row has a value of.
    private var present: UInt32 = 0

    init(_ raw: UnsafeRawBufferPointer, path: String) {
        self.raw = raw
        self.path = path
    }

    /// - Parameter bytes: What `raw` are the bytes of.
    mutating func decode(_ bytes: [UInt8]) throws(DamagedFile) -> [ClusterStandings] {
        try readHeader()
        let metricCount: UInt8 = try read()
        guard metricCount <= 31 else { throw damage("too many metrics") }
        for _ in 0..<metricCount { metrics.append(Metric(key: try text())) }
        let monthCount: UInt8 = try read()
        guard Int(monthCount) == UserStanding.monthCount else { throw damage("it has \(monthCount) months a user") }
        reserve()
        let clusterCount: UInt32 = try read()
        var heads: [(head: ClusterStandings, users: Range<Int>)] = []
        for _ in 0..<clusterCount {
            let (first, head) = (names.count, try cluster())
            heads.append((head, first..<names.count))
        }
        guard offset == raw.count else { throw damage("something stands behind the last cluster") }
        // Rows of other metrics than those of this program are unpacked.
        let isKnown = metrics == Metric.allCases
        let records =
            isKnown
            ? StandingRecords(
                names: names, raw: bytes, starts: starts, rows: rows, metrics: MetricSet(bits: present))
            : nil
        return heads.map { head, range in
            if let records { return ClusterStandings(head, records: records, range: range) }
            var cluster = head
            cluster.users = range.map(standing)
            return cluster
        }
    }

    private mutating func readHeader() throws(DamagedFile) {
        guard raw.starts(with: StandingsSidecar.magic) else { throw damage("it does not begin as a standings file") }
        guard UInt32(exactly: raw.count) != nil else { throw damage("it is larger than 4 GB") }
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

    /// Makes room for all users of all clusters at once, who have some 300 to 500 bytes each on the sites that were seen.
    private mutating func reserve() {
        let count = raw.count / 128
        names.reserveCapacity(count)
        starts.reserveCapacity(count)
        rows.reserveCapacity(count * StandingsSidecar.rowCount)
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
        let imported = try importedMonths()
        let userCount: UInt32 = try read()
        // A user takes six bytes at least: no more room is reserved than the file can fill.
        guard Int(userCount) <= (raw.count - offset) / 6 else { throw damage("it has too few bytes for its users") }
        for _ in 0..<userCount { try user() }
        return ClusterStandings(
            cluster: name, asOf: asOfTime, today: day, memoryIsCollected: memory == 1, minimumJobs: Int(minimumJobs),
            importedMonths: imported, users: [])
    }

    private mutating func importedMonths() throws(DamagedFile) -> [Month] {
        guard version >= 3 else { return [] }
        let count: UInt16 = try read()
        var months: [Month] = []
        for _ in 0..<count {
            let ordinal: UInt32 = try read()
            let month = Month(ordinal: Int32(bitPattern: ordinal))
            guard Month("\(month)") == month, months.last.map({ $0 < month }) ?? true else {
                throw damage("an imported month is none, or out of order")
            }
            months.append(month)
        }
        return months
    }

    /// Looks at a user's rows and keeps where they are.
    private mutating func user() throws(DamagedFile) {
        names.append(try text())
        starts.append(UInt32(offset))
        // One after the other they would be appended a million times.
        var places = InlineArray<18, UInt16>(repeating: 0)
        try passOverRows(&places)
        places.span.withUnsafeBufferPointer { rows.append(contentsOf: $0) }
    }

    /// - Parameter places: Where each row is, from the user's start; 0 for a row of zeros.
    private mutating func passOverRows(_ places: inout InlineArray<18, UInt16>) throws(DamagedFile) {
        let head = offset
        let present: UInt32 = try read()
        guard present >> UInt32(StandingsSidecar.rowCount) == 0 else { throw damage("a user has too many rows") }
        // Before the first one stand zeros.
        var row: UInt16 = 0
        for index in 0..<StandingsSidecar.rowCount where present >> UInt32(index) & 1 == 1 {
            // A row takes 252 bytes at most: all of a user's end within 4,540.
            let start = UInt16(offset - head)
            let mask: UInt32 = try read()
            if mask != StandingsSidecar.sameAsBefore {
                guard mask >> UInt32(metrics.count) == 0 else { throw damage("a row has too many values") }
                try passOver(values: mask.nonzeroBitCount)
                self.present |= mask
                row = start
            }
            places[index] = row
        }
    }

    @inline(__always)
    private mutating func passOver(values count: Int) throws(DamagedFile) {
        guard (raw.count - offset) / 8 >= count else { throw damage("it ends too early") }
        // Of what is no number all bits of the exponent are set.
        let exponent: UInt64 = 0x7FF0_0000_0000_0000
        var isFinite = true
        for index in 0..<count {
            let bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self))
            isFinite = isFinite && bits & exponent != exponent
        }
        guard isFinite else { throw damage("a value is no number") }
        offset += 8 * count
    }

    /// A user as metrics are known here.
    private func standing(of user: Int) -> UserStanding {
        var standing = UserStanding(user: names[user])
        for span in StandingSpan.all {
            let row = Int(rows[user * StandingSpan.count + span.place])
            if row != 0 { standing[span] = values(at: Int(starts[user]) + row) }
        }
        return standing
    }

    private func values(at row: Int) -> MetricValues {
        var values = MetricValues()
        var mask = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: row, as: UInt32.self))
        var place = row + 4
        while mask != 0 {
            let bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            if let metric = metrics[mask.trailingZeroBitCount] { values[metric] = Double(bitPattern: bits) }
            mask &= mask - 1
            place += 8
        }
        return values
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
        let bytes = UnsafeRawBufferPointer(rebasing: raw[offset..<offset + Int(length)])
        guard let text = String(utf8: bytes) else { throw damage("a name is not UTF-8") }
        offset += Int(length)
        return text
    }

    private func damage(_ what: String) -> DamagedFile {
        DamagedFile(path: path, .malformed(what), offset: offset)
    }
}
