extension Roster {
    /// Some values of everybody in a span.
    private func columns(_ metrics: MetricSet, in span: StandingSpan) -> SpanColumns {
        if span.isRanked { return memory.columns(metrics, in: span, of: self) }
        var columns = SpanColumns(of: span, userCount: count)
        columns.unpack(metrics, of: self)
        return columns
    }

    /// Unpacks a little of what boards rank by, before anybody asks for it.
    ///
    /// - Parameter userCount: How many users' values. A key may have to wait for as many.
    /// - Returns: False when there was nothing left to unpack.
    package func unpackAhead(_ userCount: Int = 2048) -> Bool { memory.unpackAhead(userCount, of: self) }

    /// Unpacks what will be looked at: together it takes little more time than one metric does.
    func unpack(_ metrics: MetricSet, in period: StandingPeriod) {
        for span in [period.span, period.minus] {
            if let span, span.isRanked { _ = columns(metrics, in: span) }
        }
    }

    /// Calls with some values of everybody, one metric after the other, from the smallest raw value on.
    @inline(__always)
    package func visit(
        _ metrics: MetricSet, in period: StandingPeriod, _ body: (_ metric: Int, UnsafeBufferPointer<Double>) -> Void
    ) {
        let columns = columns(metrics, in: period.span)
        guard let minus = period.minus else {
            for metric in metrics { columns.withColumn(metric) { body(metric, $0) } }
            return
        }
        let less = self.columns(metrics, in: minus)
        for metric in metrics {
            let scale = MetricValues.scales[metric]
            let differences = columns.withColumn(metric) { values in
                less.withColumn(metric) { less in
                    // Without users there is nothing to fill, and what is empty is shared by all threads.
                    guard count > 0 else { return [Double]() }
                    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
                        for user in 0..<count {
                            buffer[user] = MetricValues.settled(values[user] - less[user], scale: scale)
                        }
                        filled = count
                    }
                }
            }
            differences.withUnsafeBufferPointer { body(metric, $0) }
        }
    }

    /// One metric of everybody.
    package func column(of metric: Metric, in period: StandingPeriod) -> [Double] {
        var column: [Double] = []
        visit(MetricSet(metric), in: period) { column = Array($1) }
        return column
    }

    /// A sum over some metrics of everybody, added in the order of their raw values.
    @inline(__always)
    func sums(
        _ metrics: MetricSet, in period: StandingPeriod, _ number: (_ metric: Int, _ value: Double) -> Double
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        sums.withUnsafeMutableBufferPointer { sums in
            visit(metrics, in: period) { metric, values in
                for user in values.indices { sums[user] += number(metric, values[user]) }
            }
        }
        return sums
    }
}
