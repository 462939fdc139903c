extension StandingRecords {
    /// The bytes of a row, its bits and its values; none for a row of zeros.
    ///
    /// - Parameter span: The row's.
    func row(of record: Int, in span: StandingSpan) -> Range<Int>? {
        let row = Int(rows[record * StandingSpan.count + span.place])
        guard row != 0 else { return nil }
        let start = Int(starts[record]) + row
        let mask = raw.withUnsafeBytes { raw in
            UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        }
        return start..<start + 4 + 8 * mask.nonzeroBitCount
    }

    /// Calls with each row of a record that is not of zeros, by the span's place.
    ///
    /// - Parameters:
    ///   - record: Its number.
    ///   - body: Gets the place, and the row's bytes as long as it runs.
    package func forEachRow(of record: Int, _ body: (Int, UnsafeRawBufferPointer) -> Void) {
        raw.withUnsafeBytes { raw in
            for span in StandingSpan.all {
                if let row = row(of: record, in: span) { body(span.place, UnsafeRawBufferPointer(rebasing: raw[row])) }
            }
        }
    }

    /// The jobs of all time of a record.
    package func jobs(of record: Int) -> Double { values(of: record, in: .allTime)[.jobs] }

    /// Whether two records have the same values in a span.
    func hasSameRow(of record: Int, in span: StandingSpan, as other: StandingRecords, of place: Int) -> Bool {
        switch (row(of: record, in: span), other.row(of: place, in: span)) {
        case (nil, nil): true
        case (let row?, let otherRow?): raw[row] == other.raw[otherRow]
        default: false
        }
    }
}

extension ClusterStandings {
    /// What holds the users, and where; nil when they are not packed.
    package var packed: (records: StandingRecords, range: Range<Int>)? {
        if case .packed(let records, let range) = list { (records, range) } else { nil }
    }

    /// The same cluster, its users packed.
    package var asPacked: ClusterStandings {
        guard packed == nil else { return self }
        let records = StandingRecords(users)
        return ClusterStandings(self, records: records, range: 0..<records.names.count)
    }
}
