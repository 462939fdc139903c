import Benchmark
import Generator
import Sacct
import Scoreboard

/// Rows of accounting: split into columns, and parsed into jobs.
enum RowBenchmarks {
    private static let rows = 100_000

    static func register() {
        Benchmark("Scanner: 100,000 rows split") { benchmark, text in
            benchmark.startMeasurement()
            var reader = RowReader()
            var columns = 0
            try reader.readAll(from: source(text)) { row, _ in columns &+= row.columnCount }
            benchmark.stopMeasurement()
            guard columns == rows * 21 else { return benchmark.error("\(columns) columns") }
        } setup: {
            try generated(withSteps: false)
        }
        Benchmark("Scanner and parser: 100,000 job rows") { benchmark, text in
            benchmark.startMeasurement()
            let found = try parse(text)
            benchmark.stopMeasurement()
            guard found == rows else { return benchmark.error("\(found) rows") }
        } setup: {
            try generated(withSteps: false)
        }
        Benchmark("Scanner and parser: 30,000 jobs with their steps") { benchmark, text in
            benchmark.startMeasurement()
            let found = try parse(text)
            benchmark.stopMeasurement()
            guard found > 80_000 else { return benchmark.error("\(found) rows") }
        } setup: {
            try generated(jobs: 30_000, withSteps: true)
        }
    }

    private static func parse(_ text: [UInt8]) throws -> Int {
        var rules = ParsingRules()
        rules.version = SlurmVersion("22.05")
        var parsing = RowParsing(layout: nil, rules: rules, cluster: nil)
        var found = 0
        try ParallelParsing.run(&parsing, from: source(text)) { found &+= $0.rows.count }
        return found
    }

    /// Hands the text on in pieces of 64 KiB, as a pipe does.
    private static func source(_ text: [UInt8]) -> (UnsafeMutableRawBufferPointer) -> Int {
        var offset = 0
        return { buffer in
            let count = min(buffer.count, 1 << 16, text.count - offset)
            text.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
            }
            offset += count
            return count
        }
    }

    private static func generated(jobs: Int = rows, withSteps: Bool) throws -> [UInt8] {
        let plan = GeneratorPlan(
            cluster: .negishi, month: Month(year: 2026, month: 10), jobs: jobs, users: 3_000, seed: 1,
            withSteps: withSteps)
        var text: [UInt8] = []
        try plan.writeRows { text.append(contentsOf: $0) }
        return text
    }
}
