/// What a question brought, as far as the next ones depend on it.
package struct PieceAnswer: Equatable, Sendable {
    /// Rows of the question for the jobs.
    package var rows: Int
    /// How long that question took.
    package var milliseconds: Int
    /// Jobs that were not counted before.
    package var newJobs: Int
    /// The jobs came, but not all of their steps.
    package var stepsMissing: Bool

    package init(rows: Int, milliseconds: Int, newJobs: Int, stepsMissing: Bool = false) {
        self.rows = rows
        self.milliseconds = milliseconds
        self.newJobs = newJobs
        self.stepsMissing = stepsMissing
    }
}
