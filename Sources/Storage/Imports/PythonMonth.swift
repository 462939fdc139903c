package import Scoreboard

/// A monthly rollup of the older Python program, as it stands in its file.
package struct PythonMonth: Equatable, Sendable {
    /// One user's line.
    package struct Line: Equatable, Sendable {
        /// As it was written.
        package var user: String
        /// What the file says; what it does not say is zero.
        package var totals: UserTotals

        package init(user: String, totals: UserTotals) {
            self.user = user
            self.totals = totals
        }
    }

    /// When it was written; nil when the file does not say it.
    package var asOf: Timestamp?
    /// Whether lines have a count of jobs: the program that we know of wrote none.
    package var knowsJobs: Bool
    package var lines: [Line]
    /// Lines that could not be understood.
    package var linesLeftOut: Int

    package init(asOf: Timestamp? = nil, knowsJobs: Bool = false, lines: [Line] = [], linesLeftOut: Int = 0) {
        self.asOf = asOf
        self.knowsJobs = knowsJobs
        self.lines = lines
        self.linesLeftOut = linesLeftOut
    }
}
