/// The rows of records in place. Valid while ``StandingRecords/withRows(_:)`` runs.
struct PackedRows {
    let bytes: UnsafeRawBufferPointer
    let rows: UnsafeBufferPointer<UInt32>
    let users: Int

    /// Writes the wanted values of a row, zeros among them, to where their metrics' raw values say.
    @inline(__always)
    func load(_ metrics: MetricSet, of record: Int, in span: StandingSpan, into values: UnsafeMutablePointer<Double>) {
        let row = Int(rows[span.place * users + record])
        // Byte 0 is of no row, and reading there says nothing: the mask is then taken for empty.
        let mask = row == 0 ? 0 : UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: row, as: UInt32.self))
        for metric in metrics {
            let bit: UInt32 = 1 << UInt32(metric)
            guard mask & bit != 0 else {
                values[metric] = 0
                continue
            }
            let offset = row + 4 + 8 * (mask & (bit - 1)).nonzeroBitCount
            values[metric] = Double(
                bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
    }
}

extension StandingRecords {
    func withRows<Result>(_ body: (PackedRows) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            rows.withUnsafeBufferPointer { body(PackedRows(bytes: bytes, rows: $0, users: names.count)) }
        }
    }

    /// One value of every record.
    func column(of metric: Metric, in span: StandingSpan) -> [Double] {
        withRows { rows in
            (0..<names.count).map { record in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { values in
                    guard let values = values.baseAddress else { return 0 }
                    rows.load(MetricSet(metric), of: record, in: span, into: values)
                    return values[metric.rawValue]
                }
            }
        }
    }
}
