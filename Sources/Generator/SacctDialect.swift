/// What differs between Slurm's versions in the columns that are generated.
package struct SacctDialect: Hashable, Sendable {
    /// The release, for instance 22 and 5 for Slurm 22.05.
    package let year: Int
    package let month: Int

    /// Reads `22.05` or `22.05.8`; nil for anything else, and for a release before 15.08 or after 99.
    package init?(slurm version: String) {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
            (15...99).contains(year), (1...12).contains(month), parts.count == 2 || Int(parts[2]) != nil
        else { return nil }
        self.init(year: year, month: month)
    }

    init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    private func isAtLeast(_ year: Int, _ month: Int) -> Bool {
        (self.year, self.month) >= (year, month)
    }

    /// From 21.08 ReqMem is the job's total without a suffix; before, `4000Mc` per CPU or `64Gn` per node.
    package var requestedMemoryIsTotal: Bool { isAtLeast(21, 8) }

    /// From 23.02.5 a job that never started has 0 AllocCPUS; before, what it asked for.
    package var neverStartedHasNoCPUs: Bool { isAtLeast(23, 11) }

    /// A user whose account is gone: a bare uid in 24.11, empty in 22.05.
    package var goneUserIsUID: Bool { isAtLeast(23, 11) }
}

extension SacctDialect: CustomStringConvertible {
    /// `22.05`.
    package var description: String { "\(year).\(month < 10 ? "0" : "")\(month)" }
}
