import Synchronization

/// Keeps the columns of the spans that boards rank by, from the first look on. Those of months are looked at rarely, and
/// not kept.
final class ColumnMemory: Sendable {
    private let spans = Mutex<[SpanColumns?]>(Array(repeating: nil, count: StandingSpan.rankedCount))

    /// What is kept of a span, after what is missing was added.
    ///
    /// - Parameters:
    ///   - span: One that boards rank by.
    ///   - none: What to begin with.
    ///   - unpack: Adds what is missing.
    func columns(
        of span: StandingSpan, none: @autoclosure () -> SpanColumns, _ unpack: (inout SpanColumns) -> Void
    ) -> SpanColumns {
        spans.withLock { spans in
            var columns = spans[span.place] ?? none()
            unpack(&columns)
            spans[span.place] = columns
            return columns
        }
    }

    /// Makes room: they are unpacked anew when somebody looks again.
    func forget() {
        spans.withLock { spans in for place in spans.indices { spans[place] = nil } }
    }
}
