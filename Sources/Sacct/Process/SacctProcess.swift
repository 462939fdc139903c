import Glibc

/// Slurm's own `sacct`, run as an ordinary user.
package struct SacctProcess: SacctSource {
    private let environment: [String: String]
    private let timeoutSeconds: Int
    private let isInterrupted: @Sendable () -> Bool
    private let site: SlurmSite

    /// - Parameters:
    ///   - environment: The caller's environment; only what ``SacctQuery/environment(from:)`` keeps reaches sacct.
    ///   - timeoutSeconds: How long an answer may take. Slurm itself has no limit in the middle of a query.
    ///   - isInterrupted: Asked several times a second while sacct works, which prints nothing before its answer is whole; once
    ///     it says so, sacct is ended and `ProcessFailure.interrupted` thrown.
    package init(
        environment: [String: String], timeoutSeconds: Int = 300,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.environment = SacctQuery.environment(from: environment)
        self.timeoutSeconds = timeoutSeconds
        self.isInterrupted = isInterrupted
        site = SlurmSite(environment: environment, isInterrupted: isInterrupted)
    }

    package func capabilities() throws -> SacctCapabilities {
        SacctCapabilities(version: try site.version(), lackingFields: try site.lackingFields())
    }

    package func accountedClusters() throws -> [String] { try site.accountedClusters() }

    package func visibility() throws -> AccountingVisibility { try site.visibility() }

    /// A call has succeeded only if sacct exits with 0, complains of nothing (``StandardErrorText``), and ends at the end of a
    /// row that has all its fields: it prints rows and then fails, and it reports unreachable databases with an exit code
    /// that differs by release. A row with a wrong number of fields before the last one is a defect of that row alone.
    package func rows(for query: SacctQuery, _ body: (Row, RowLayout) throws -> Void) throws -> SacctAnswer {
        var reader = RowReader(layout: try RowLayout(fields: query.fields))
        let child = ChildProcess(
            "sacct", arguments: query.arguments, environment: environment, timeoutSeconds: timeoutSeconds,
            isInterrupted: isInterrupted)
        let started = SacctProcess.now()
        var isLastRowShort = false
        func take(_ row: Row, _ layout: RowLayout) throws {
            isLastRowShort = row.columnCount < layout.columnCount
            try body(row, layout)
        }
        let ending = try child.run { read in
            if try !reader.readChunk(from: read, take) {
                try reader.readAll(ending: .lastLineMustBeClosed, from: { _ in 0 }, take)
            }
        }
        guard ending.status == .code(0) else {
            throw ProcessFailure.failed(
                program: "sacct", status: ending.status, message: ending.standardError.oneLine)
        }
        let said = StandardErrorText(ending.standardError)
        if let complaint = said.complaint { throw ProcessFailure.complained(program: "sacct", message: complaint) }
        guard !reader.endedInsideLine, !isLastRowShort else { throw ProcessFailure.cutOff(program: "sacct") }
        return SacctAnswer(
            rowCount: reader.rowCount, byteCount: reader.byteCount, milliseconds: SacctProcess.now() - started,
            defects: reader.defects, remark: said.remark)
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
