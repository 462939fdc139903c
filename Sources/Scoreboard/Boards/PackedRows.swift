/// The rows of records in place. Valid while ``StandingRecords/withRows(_:)`` runs.
struct PackedRows {
    let raw: UnsafeRawBufferPointer
    let starts: UnsafeBufferPointer<UInt32>
    let rows: UnsafeBufferPointer<UInt16>

    /// Adds the wanted values of a row to those that stand where their metrics' raw values say.
    ///
    /// - Returns: Which metrics the row has, wanted or not.
    @inline(__always)
    func add(
        _ metrics: MetricSet, of record: Int, in span: StandingSpan, to values: UnsafeMutablePointer<Double>
    ) -> MetricSet {
        let row = Int(rows[record * StandingSpan.count + span.place])
        guard row != 0 else { return MetricSet(bits: 0) }
        let start = Int(starts[record]) + row
        let mask = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        func value(_ offset: Int) -> Double {
            Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        if let metric = metrics.only {
            let bit: UInt32 = 1 << UInt32(metric)
            if mask & bit != 0 { values[metric] += value(start + 4 + 8 * (mask & (bit - 1)).nonzeroBitCount) }
        } else {
            var offset = start + 4
            for metric in MetricSet(bits: mask) {
                values[metric] += value(offset)
                offset += 8
            }
        }
        return MetricSet(bits: mask)
    }
}

extension StandingRecords {
    func withRows<Result>(_ body: (PackedRows) -> Result) -> Result {
        raw.withUnsafeBytes { raw in
            starts.withUnsafeBufferPointer { starts in
                rows.withUnsafeBufferPointer { body(PackedRows(raw: raw, starts: starts, rows: $0)) }
            }
        }
    }

    /// The jobs of all time of some records, in their order.
    func jobs(of order: [UInt32]) -> [Double] {
        let metric = Metric.jobs.rawValue
        return withRows { rows in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { values in
                guard let values = values.baseAddress else { return [] }
                return order.map { record in
                    values[metric] = 0
                    _ = rows.add(MetricSet(.jobs), of: Int(record), in: .allTime, to: values)
                    return values[metric]
                }
            }
        }
    }
}
