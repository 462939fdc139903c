/// The rows of records in place. Valid while ``StandingRecords/withRows(_:)`` runs.
struct PackedRows {
    let raw: UnsafeRawBufferPointer
    let ranked: UnsafeRawBufferPointer
    let rows: UnsafeBufferPointer<UInt32>
    let users: Int

    /// Writes the wanted values of a row, zeros among them, to where their metrics' raw values say.
    @inline(__always)
    func load(_ metrics: MetricSet, of record: Int, in span: StandingSpan, into values: UnsafeMutablePointer<Double>) {
        let row = Int(rows[span.place * users + record])
        let bytes = span.isRanked ? ranked : raw
        // Byte 0 is of no row: what would be read there says nothing.
        let mask = row == 0 ? 0 : UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: row, as: UInt32.self))
        func value(_ offset: Int) -> Double {
            Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        if let metric = metrics.only {
            let bit: UInt32 = 1 << UInt32(metric)
            values[metric] = mask & bit == 0 ? 0 : value(row + 4 + 8 * (mask & (bit - 1)).nonzeroBitCount)
            return
        }
        for metric in metrics { values[metric] = 0 }
        var offset = row + 4
        for metric in MetricSet(bits: mask) {
            values[metric] = value(offset)
            offset += 8
        }
    }
}

extension StandingRecords {
    func withRows<Result>(_ body: (PackedRows) -> Result) -> Result {
        raw.withUnsafeBytes { raw in
            ranked.withUnsafeBytes { ranked in
                rows.withUnsafeBufferPointer {
                    body(PackedRows(raw: raw, ranked: ranked, rows: $0, users: names.count))
                }
            }
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
