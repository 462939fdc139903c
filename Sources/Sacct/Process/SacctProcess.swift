import Glibc

/// Slurm's own `sacct`, run as an ordinary user.
package struct SacctProcess: SacctSource {
    private let environment: [String: String]
    private let timeoutSeconds: Int
    private let site: SlurmSite

    /// - Parameters:
    ///   - environment: The caller's environment; only what ``SacctQuery/environment(from:)`` keeps reaches sacct.
    ///   - timeoutSeconds: How long an answer may take. Slurm itself has no limit in the middle of a query.
    package init(environment: [String: String], timeoutSeconds: Int = 300) {
        self.environment = SacctQuery.environment(from: environment)
        self.timeoutSeconds = timeoutSeconds
        site = SlurmSite(environment: environment)
    }

    package func capabilities() throws -> SacctCapabilities {
        SacctCapabilities(version: try site.version(), lackingFields: try site.lackingFields())
    }

    package func accountedClusters() throws -> [String] { try site.accountedClusters() }

    /// A call has succeeded only if sacct exits with 0, complains of nothing and ends at the end of a row: it prints
    /// rows and then fails, and it reports unreachable databases with an exit code that differs by release.
    package func rows(for query: SacctQuery, _ body: (Row, RowLayout) throws -> Void) throws -> SacctAnswer {
        var reader = RowReader(layout: try RowLayout(fields: query.fields))
        let child = ChildProcess(
            "sacct", arguments: query.arguments, environment: environment, timeoutSeconds: timeoutSeconds)
        let started = SacctProcess.now()
        let ending = try child.run { read in
            if try !reader.readChunk(from: read, body) {
                try reader.readAll(ending: .lastLineMustBeClosed, from: { _ in 0 }, body)
            }
        }
        guard ending.status == .code(0) else {
            throw ProcessFailure.failed(
                program: "sacct", status: ending.status, message: ending.standardError.oneLine)
        }
        let complaint = ending.standardError.oneLine
        if complaint.contains("error") || complaint.contains("fatal") {
            throw ProcessFailure.complained(program: "sacct", message: complaint)
        }
        guard !reader.endedInsideLine else { throw ProcessFailure.cutOff(program: "sacct") }
        return SacctAnswer(
            rowCount: reader.rowCount, byteCount: reader.byteCount, milliseconds: SacctProcess.now() - started,
            defects: reader.defects)
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
