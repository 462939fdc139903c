import Foundation
import Testing

/// Thousands of generated rows of each cluster's character, against the independent program.
@Suite struct GeneratedTotalsTests {
    @Test(arguments: [
        ("hammer", "16.05"), ("bell", "20.02"), ("negishi", "22.05"), ("gilbreth", "23.11"), ("gautschi", "24.11"),
    ])
    func totalsAreThoseOfTheIndependentProgram(cluster: String, slurm: String) throws {
        let directory = TemporaryDirectory()
        let text = try RowSamples.generated(cluster, jobs: 10_000, users: 60, seed: 5, slurm: slurm)
        let rows = try directory.write(text, to: "rows")
        let expected = try Expectation.independent(slurm: slurm, rows: rows)
        let root = Root()
        let outcome = try root.ingest(cluster, [rows], slurm: slurm)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(expected.days.count > 25)
        expectEqual(try root.daily(cluster), expected.days)
        expectEqual(try root.monthly(cluster), expected.days.byMonth)
        expectEqual(Said.defects(outcome.errors), expected.defects)
        expectEqual(Said.left(outcome.errors), expected.skipped.filter { $0.value > 0 })
    }
}
