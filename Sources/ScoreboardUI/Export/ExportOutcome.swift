/// What came of an ``ExportRequest``.
package enum ExportOutcome: Hashable, Sendable {
    /// - Parameter path: Absolute.
    case written(path: String, rowCount: Int)
    /// There is a file already, and nothing was written.
    case exists(path: String, ExportRequest)
    /// What went wrong and where, in words.
    case failed(String)
}
