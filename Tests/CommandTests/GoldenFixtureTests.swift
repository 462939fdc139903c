import Foundation
import Testing

/// Rows whose figures were worked out by hand, through the built program.
@Suite struct GoldenFixtureTests {
    static let cases = ["hammer", "bell", "negishi", "gilbreth", "gautschi", "malformed"]

    private func rows(_ name: String) -> String { Binary.fixtures.appendingPathComponent("\(name)/rows.txt").path }

    @Test(arguments: cases) func ingestGivesTheFiguresWorkedOutByHand(name: String) throws {
        let expected = try Expectation.fixture(name)
        let root = Root()
        let outcome = try root.ingest(expected.cluster!, [rows(name)], slurm: expected.slurm)
        #expect(outcome.status == 0, "\(outcome.errors)")
        expectEqual(try root.daily(expected.cluster!), expected.days)
        expectEqual(try root.monthly(expected.cluster!), expected.days.byMonth)
        expectEqual(Said.defects(outcome.errors), expected.defects)
        expectEqual(Said.left(outcome.errors), expected.skipped.filter { $0.value > 0 })
    }

    @Test(arguments: cases) func parseLeavesOutTheSameRows(name: String) throws {
        let expected = try Expectation.fixture(name)
        let outcome = try Binary.run(["parse", "--slurm", expected.slurm, rows(name)])
        #expect(outcome.status == 0, "\(outcome.errors)")
        expectEqual(Said.defects(outcome.errors), expected.defects)
        expectEqual(Said.left(outcome.errors), expected.skipped.filter { $0.value > 0 })
        let jobs = expected.days.values.flatMap(\.values).reduce(0) { $0 + $1.jobs }
        #expect(outcome.lines.count == jobs)
        for line in outcome.lines {
            let job = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(job?["user"] is String)
        }
    }

    /// The figures of `parse` added up by user are those of the rollups, to the byte.
    @Test(arguments: cases) func parsePrintsTheFiguresOfEachJob(name: String) throws {
        struct Line: Decodable {
            var user: String
            var end: String
            var elapsed_seconds: Int
            var alloc_cpus: Int
            var gpus: Int
            var req_mem_mb: Decimal
            var max_rss_mb: Decimal?
            var ave_rss_mb: Decimal?
        }
        func bytes(_ megabytes: Decimal?) -> Int { NSDecimalNumber(decimal: (megabytes ?? 0) * 1_000_000).intValue }
        let expected = try Expectation.fixture(name)
        let outcome = try Binary.run(["parse", "--slurm", expected.slurm, rows(name)])
        var found: FigureTable = [:]
        for text in outcome.lines {
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            var one = Figures()
            one.jobs = 1
            one.gpu_jobs = line.gpus > 0 ? 1 : 0
            one.elapsed_seconds = line.elapsed_seconds
            one.core_seconds = line.elapsed_seconds * line.alloc_cpus
            one.gpu_elapsed_seconds = line.gpus > 0 ? line.elapsed_seconds : 0
            one.gpu_seconds = line.elapsed_seconds * line.gpus
            one.req_mem_bytes = bytes(line.req_mem_mb)
            one.avg_mem_bytes = bytes(line.ave_rss_mb)
            one.max_mem_bytes = bytes(line.max_rss_mb)
            found[String(line.end.prefix(10)), default: [:]][line.user, default: Figures()] =
                (found[String(line.end.prefix(10))]?[line.user] ?? Figures()) + one
        }
        var wanted = expected.days
        for (day, users) in wanted {
            for user in users.keys { wanted[day]?[user]?.failed_jobs = 0 }
        }
        expectEqual(found, wanted)
    }

    /// Whoever reads the malformed rows finds where they were: a sample with its row, safe for a terminal.
    @Test func defectsComeWithSamples() throws {
        let outcome = try Binary.run(["parse", "--slurm", "22.05", rows("malformed")])
        #expect(outcome.errors.contains("row 9: "))
        #expect(!outcome.errors.contains("\u{1b}"))
        #expect(!outcome.text.contains("\u{1b}"))
        #expect(outcome.errors.contains("unknown job state"))
    }

    /// A hostile name is never a path.
    @Test func hostileNamesStayInTheirDirectory() throws {
        let root = Root()
        try root.ingest("hammer", [rows("malformed")], slurm: "22.05")
        let users = root.directory.files(below: "root/clusters/hammer/agg/users")
        #expect(users.count == 4)
        #expect(users.allSatisfy { !$0.contains("/") && !$0.contains("\u{1b}") && !$0.hasPrefix(".") })
        #expect(root.directory.files().allSatisfy { $0.hasPrefix("root/") })
    }

    /// The header may come from `--fields`, and the rows from standard input.
    @Test func rowsWithoutAHeaderNeedFields() throws {
        let text = try String(contentsOfFile: rows("bell"), encoding: .utf8)
        let cut = text.firstIndex(of: "\n")!
        let header = String(text[..<cut])
        let expected = try Expectation.fixture("bell")
        let root = Root()
        let outcome = try root.ingest(
            "bell", [], slurm: expected.slurm, more: ["--fields", header.replacingOccurrences(of: "|", with: ",")],
            input: Data(text[cut...].dropFirst().utf8))
        #expect(outcome.status == 0, "\(outcome.errors)")
        expectEqual(try root.daily("bell"), expected.days)
        let without = try root.ingest("bell", [], input: Data(text[cut...].dropFirst().utf8))
        #expect(without.status == 1)
        #expect(without.errors.contains("--fields"))
    }
}

/// What the commands say on standard error of the rows that they left out.
enum Said {
    static func defects(_ errors: String) -> [String: Int] { counts(errors, " left out: ") }
    static func left(_ errors: String) -> [String: Int] { counts(errors, " not counted: ") }

    private static func counts(_ errors: String, _ mark: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for line in errors.split(separator: "\n") where !line.hasPrefix(" ") {
            guard let found = line.range(of: mark), let count = Int(line.prefix { $0.isNumber }) else { continue }
            counts[String(line[found.upperBound...])] = count
        }
        return counts
    }
}
