import Foundation
import Testing

/// Small months of the five clusters that are kept, with their totals by a program of another language.
///
/// A difference here is a change of the generator, and with it of everything that is measured on its rows; how to make the
/// files anew stands in their README.
@Suite struct GoldenMonthTests {
    private static let months = Binary.packageDirectory.appendingPathComponent("Fixtures/months")
    private static let clusters = ["bell", "gautschi", "gilbreth", "hammer", "negishi"]

    private func rows(_ cluster: String) -> String {
        Self.months.appendingPathComponent("\(cluster).txt").path
    }

    /// The first column is the cluster; the others are those of `totals.awk`.
    private func kept(_ cluster: String) throws -> [String] {
        try String(contentsOf: Self.months.appendingPathComponent("totals.tsv"), encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("\(cluster)\t") }
            .map { String($0.dropFirst(cluster.count + 1)) }
    }

    @Test func theGeneratorGivesTheSameBytes() throws {
        let directory = TemporaryDirectory()
        let outcome = try Binary.run([
            "generate", "--clusters", "5", "--month", "2026-10", "--jobs", "120", "--users", "20", "--seed", "83",
            "--steps", "--into", directory.path,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(directory.files() == Self.clusters.map { "\($0).txt" })
        for cluster in Self.clusters {
            let same = try directory.data("\(cluster).txt") == Data(contentsOf: URL(fileURLWithPath: rows(cluster)))
            #expect(same, "\(cluster).txt is not what is generated now")
        }
    }

    @Test(arguments: clusters) func ingestGivesTheTotalsOfTheOtherProgram(cluster: String) throws {
        let expected = try kept(cluster)
        #expect(expected.count > 5)
        let script = Self.months.appendingPathComponent("totals.awk").path
        let counted = try Binary.run(program: "/usr/bin/env", ["awk", "-F|", "-f", script, rows(cluster)])
        #expect(counted.status == 0, "\(counted.errors)")
        expectEqual(counted.lines.map(String.init).sorted(), expected.sorted())

        let root = Root()
        let slurm = ["bell": "20.02", "gautschi": "24.11", "gilbreth": "23.11", "hammer": "20.02", "negishi": "22.05"]
        let outcome = try root.ingest(cluster, [rows(cluster)], slurm: slurm[cluster]!)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(Said.defects(outcome.errors).isEmpty)
        let months = try root.monthly(cluster)
        #expect(months.keys.sorted() == ["2026-10"])
        let lines = (months["2026-10"] ?? [:]).map { user, figures in
            ([user] + Figures.columns.map { "\(figures[keyPath: $0.path.keyPath])" }).joined(separator: "\t")
        }
        expectEqual(lines.sorted(), expected.sorted())
    }

    /// What the months are kept for is in them, and they are small.
    @Test func theMonthsHoldWhatIsHard() throws {
        let texts = try Self.clusters.map { try String(contentsOfFile: rows($0), encoding: .utf8) }
        let all = texts.joined()
        for word in [
            ".batch|", ".extern|", ".0|", "_2|", "+1|", "|FAILED|", "|TIMEOUT|", "|OUT_OF_MEMORY|", "|CANCELLED by ",
            "|None|", "gres/gpu:h100=", "gres/gpu=", "c|", "n|", "K|", "G|",
        ] {
            #expect(all.contains(word), "\(word)")
        }
        // Users whose account is gone: nobody in one format, a number in another.
        let totals = try String(contentsOf: Self.months.appendingPathComponent("totals.tsv"), encoding: .utf8)
        #expect(totals.contains("\t(unknown)\t") && totals.contains("\tuid:"))
        // A requeued job has two rows with one id.
        let requeued = texts.contains { text in
            let ids = text.split(separator: "\n").map { $0.split(separator: "|", omittingEmptySubsequences: false)[1] }
            let jobs = ids.filter { !$0.contains(".") }
            return Set(jobs).count < jobs.count
        }
        #expect(requeued)
        #expect(all.utf8.count < 400_000)
    }
}
