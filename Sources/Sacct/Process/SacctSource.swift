/// Where answers to queries come from: real sacct, or a fake one in tests.
package protocol SacctSource {
    /// Asks, and hands over each row while the answer comes in.
    ///
    /// - Parameters:
    ///   - query: The question.
    ///   - body: Called with each row and its layout; the row is valid until it returns.
    /// - Returns: What the answer was like. Rows count only when this returns: on an error nothing of the answer may
    ///   be kept.
    /// - Throws: ``ProcessFailure``, ``LayoutError``, and what `body` throws.
    func rows(for query: SacctQuery, _ body: (Row, RowLayout) throws -> Void) throws -> SacctAnswer
}

/// What an answer was like, beyond its rows.
package struct SacctAnswer: Equatable, Sendable {
    package var rowCount: Int
    package var byteCount: Int
    /// Wall time of the call in milliseconds.
    package var milliseconds: Int
    /// Lines that were too long to be rows.
    package var defects: DefectLog

    package init(rowCount: Int, byteCount: Int, milliseconds: Int, defects: DefectLog = DefectLog()) {
        self.rowCount = rowCount
        self.byteCount = byteCount
        self.milliseconds = milliseconds
        self.defects = defects
    }
}
