extension StandingRecords {
    /// The bytes of a row, its bits and its values; none for a row of zeros.
    ///
    /// - Parameter span: The row's.
    private func row(of record: Int, in span: StandingSpan) -> Range<Int>? {
        let row = Int(rows[record * StandingSpan.count + span.place])
        guard row != 0 else { return nil }
        let start = Int(starts[record]) + row
        return raw.withUnsafeBytes { start..<start + StandingRow.length(StandingRow.mask(in: $0, at: start)) }
    }

    /// Calls with a record's bytes, and where its rows begin behind their start, 0 for a row of zeros.
    ///
    /// - Parameters:
    ///   - record: Its number.
    ///   - body: Gets both as long as it runs.
    package func withRecord(
        _ record: Int, _ body: (_ bytes: UnsafeRawBufferPointer, _ rows: UnsafeBufferPointer<UInt16>) -> Void
    ) {
        let places = record * StandingSpan.count..<(record + 1) * StandingSpan.count
        raw.withUnsafeBytes { raw in
            let start = Int(starts[record])
            var end = start + 4
            for _ in 0..<StandingRow.mask(in: raw, at: start).nonzeroBitCount {
                end += StandingRow.length(StandingRow.mask(in: raw, at: end))
            }
            rows.withUnsafeBufferPointer {
                body(
                    UnsafeRawBufferPointer(rebasing: raw[start..<end]), UnsafeBufferPointer(rebasing: $0[places]))
            }
        }
    }

    /// The jobs of all time of a record.
    package func jobs(of record: Int) -> Double { values(of: record, in: .allTime)[.jobs] }

    /// Whether two records have the same values in a span.
    func hasSameRow(of record: Int, in span: StandingSpan, as other: StandingRecords, of place: Int) -> Bool {
        guard let row = row(of: record, in: span), let otherRow = other.row(of: place, in: span) else {
            return self.row(of: record, in: span) == nil && other.row(of: place, in: span) == nil
        }
        return raw.withUnsafeBytes { raw in
            other.raw.withUnsafeBytes { others in
                let mine = UnsafeRawBufferPointer(rebasing: raw[row])
                return mine.isSame(as: UnsafeRawBufferPointer(rebasing: others[otherRow]))
            }
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
