/// Whose jobs the accounting shows to the caller.
package struct AccountingVisibility: Equatable, Sendable {
    /// What slurmdbd hides from users who do not own it: its `PrivateData`, for instance `jobs`, `usage`.
    package var hidden: [String]
    /// Whether the caller may see it all the same: root, or an operator or administrator of the accounting.
    package var isOperator: Bool

    package init(hidden: [String] = [], isOperator: Bool = false) {
        self.hidden = hidden
        self.isOperator = isOperator
    }

    /// Whether sacct answers with the caller's own jobs alone, without a word and with exit code 0. (A coordinator of accounts
    /// sees those of the accounts besides; that is not all either.)
    package var hidesJobsOfOthers: Bool { hidden.contains("jobs") && !isOperator }
}
