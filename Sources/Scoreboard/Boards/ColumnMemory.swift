import Synchronization

/// Keeps the columns of the spans that boards rank by, from the first look on. Those of months are looked at rarely, and
/// not kept.
final class ColumnMemory: Sendable {
    private struct Kept {
        var spans = [SpanColumns?](repeating: nil, count: StandingSpan.rankedCount)
        /// What is unpacked before anybody asked for it, and not done yet.
        var ahead: SpanUnpacking?
    }

    private let kept = Mutex(Kept())

    /// What is kept of a span, after what is missing was added.
    ///
    /// - Parameters:
    ///   - span: One that boards rank by.
    ///   - roster: Whose users they are.
    func columns(_ metrics: MetricSet, in span: StandingSpan, of roster: Roster) -> SpanColumns {
        kept.withLock { kept in
            var columns = kept.spans[span.place] ?? SpanColumns(of: span, userCount: roster.count)
            columns.unpack(metrics, of: roster)
            kept.spans[span.place] = columns
            return columns
        }
    }

    /// Unpacks the values of so many more users before anybody asks for them.
    ///
    /// - Returns: False when there was nothing left to unpack.
    func unpackAhead(_ userCount: Int, of roster: Roster) -> Bool {
        kept.withLock { kept in
            guard var ahead = kept.ahead.take() ?? ColumnMemory.next(kept.spans, of: roster) else { return false }
            ahead.goOn(userCount, of: roster)
            if ahead.isDone {
                var columns = kept.spans[ahead.span.place] ?? SpanColumns(of: ahead.span, userCount: roster.count)
                columns.take(ahead)
                kept.spans[ahead.span.place] = columns
            } else {
                kept.ahead = ahead
            }
            return true
        }
    }

    /// The first span of which something is missing; nil when nothing is.
    private static func next(_ spans: [SpanColumns?], of roster: Roster) -> SpanUnpacking? {
        for span in StandingSpan.ranked {
            let columns = spans[span.place] ?? SpanColumns(of: span, userCount: roster.count)
            if let unpacking = columns.unpacking(.all, of: roster.records) { return unpacking }
        }
        return nil
    }

    /// Makes room: they are unpacked anew when somebody looks again.
    func forget() { kept.withLock { $0 = Kept() } }
}
