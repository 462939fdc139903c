/// What a plan made.
package struct GeneratedSummary: Hashable, Sendable {
    /// Job rows in all.
    package var jobRows: Int
    /// Those of them that were still running or pending.
    package var openRows: Int
    package var stepRows: Int
    /// Bytes, the header included.
    package var bytes: Int
}
