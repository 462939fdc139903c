/// Sets of moments or months, as lists of spans that are in order and apart.
extension Array {
    /// The list with one more span, joined to those that it touches.
    package func inserting<Bound>(_ span: Range<Bound>) -> [Range<Bound>] where Element == Range<Bound> {
        guard !span.isEmpty else { return self }
        var joined: [Range<Bound>] = []
        for next in (self + [span]).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, next.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<Swift.max(last.upperBound, next.upperBound)
            } else {
                joined.append(next)
            }
        }
        return joined
    }

    /// The list without what lies in a span.
    package func removing<Bound>(_ span: Range<Bound>) -> [Range<Bound>] where Element == Range<Bound> {
        guard !span.isEmpty else { return self }
        return flatMap { part in
            [
                part.lowerBound..<Swift.max(part.lowerBound, Swift.min(part.upperBound, span.lowerBound)),
                Swift.min(part.upperBound, Swift.max(part.lowerBound, span.upperBound))..<part.upperBound,
            ].filter { !$0.isEmpty }
        }
    }

    /// What of the list lies in a span.
    package func within<Bound>(_ span: Range<Bound>) -> [Range<Bound>] where Element == Range<Bound> {
        map { $0.clamped(to: span) }.filter { !$0.isEmpty }
    }

    /// Whether a span of the list has a part of this one.
    package func overlaps<Bound>(_ span: Range<Bound>) -> Bool where Element == Range<Bound> {
        contains { $0.overlaps(span) }
    }
}
