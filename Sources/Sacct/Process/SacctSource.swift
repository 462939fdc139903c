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

    /// What the sacct at hand can do; asks no server.
    func capabilities() throws -> SacctCapabilities

    /// The clusters that the accounting knows: sacct itself answers nothing, and no error, for one it does not.
    func accountedClusters() throws -> [String]

    /// Whose jobs the accounting shows to the caller; asks slurmdbd, by sacctmgr.
    func visibility() throws -> AccountingVisibility
}
