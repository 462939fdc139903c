import Foundation
import Testing

/// `bloom stats`: numbers that follow from the textbook's formulas.
@Suite struct BloomTests {
    private struct Stats: Decodable {
        var cluster: String
        var month: String
        var n: Int
        var n_planned: Int
        var m: Int
        var k: Int
        var p: Double
        var p_now: Double
        var fill: Double
        var filter_bytes: Int
        var exact_bytes: Int
        var exact_jobs: Int
    }

    @Test func numbersFollowFromTheFormulas() throws {
        let root = Root()
        let text = try RowSamples.generated(jobs: 5_000, steps: false)
        try root.ingest("negishi", [try root.directory.write(text, to: "rows")])
        let command = ["bloom", "stats", "--root", root.path, "--cluster", "negishi", "--month", "2026-10"]
        let outcome = try Binary.run(command + ["--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let stats = try JSONDecoder().decode(Stats.self, from: outcome.output)
        #expect(stats.cluster == "negishi" && stats.month == "2026-10")
        #expect(stats.n == 5_000 && stats.exact_jobs == 5_000)
        #expect(stats.n_planned >= stats.n)
        let (n, m, k) = (Double(stats.n), Double(stats.m), Double(stats.k))
        let ideal = -Double(stats.n_planned) * log(stats.p) / (log(2) * log(2))
        #expect(m >= ideal && m < ideal + 64 && stats.m % 64 == 0)
        #expect(k == (ideal / Double(stats.n_planned) * log(2)).rounded())
        let fill = 1 - exp(-k * n / m)
        #expect(abs(stats.fill - fill) < 0.03 * fill)
        #expect(abs(stats.p_now - pow(fill, k)) <= 0.5 * pow(fill, k))
        #expect(stats.p_now <= stats.p * 1.05)
        #expect(try root.directory.data("root/clusters/negishi/state/seen/2026-10.bloom").count == stats.filter_bytes)
        #expect(stats.filter_bytes >= stats.m / 8 && stats.filter_bytes < stats.m / 8 + 256)
        let plain = try Binary.run(command)
        #expect(plain.text.contains("\(stats.m)") && plain.text.contains("\(stats.filter_bytes) bytes"))
    }

    @Test func aMissingFilterIsAnErrorAndIsNotMade() throws {
        let root = Root()
        let command = ["bloom", "stats", "--root", root.path, "--cluster", "negishi", "--month", "2026-09"]
        #expect(try Binary.run(command).status == 1)
        #expect(!root.directory.has("root"))
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 10), to: "rows")])
        let before = root.directory.files(below: "root")
        let outcome = try Binary.run(command)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("clusters/negishi/state/seen/2026-09.bloom"))
        #expect(outcome.output.isEmpty)
        #expect(root.directory.files(below: "root") == before)
    }

    @Test func aDamagedFilterIsFour() throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 10), to: "rows")])
        let path = "root/clusters/negishi/state/seen/2026-10.bloom"
        let whole = try root.directory.data(path)
        for damage in [Data(), whole.dropLast(), Data(whole.reversed())] {
            try root.directory.write(Data(damage), to: path)
            let outcome = try Binary.run(
                ["bloom", "stats", "--root", root.path, "--cluster", "negishi", "--month", "2026-10"])
            #expect(outcome.status == 4, "\(outcome.errors)")
            #expect(outcome.errors.contains("2026-10.bloom"))
        }
    }
}
