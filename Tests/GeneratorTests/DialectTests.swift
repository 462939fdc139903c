import Testing

@testable import Generator

@Suite("Formats by version of Slurm")
struct DialectTests {
    @Test("Versions are read", arguments: [("22.05", 22, 5), ("24.11.5", 24, 11), ("16.05", 16, 5)])
    func versions(text: String, year: Int, month: Int) throws {
        let dialect = try #require(SacctDialect(slurm: text))
        #expect((dialect.year, dialect.month) == (year, month))
    }

    @Test("Other texts are no versions", arguments: ["", "22", "22.13", "22.05.x", "2.6.9", "22.05.8.1", "new"])
    func noVersions(text: String) {
        #expect(SacctDialect(slurm: text) == nil)
    }

    @Test("Before 21.08 ReqMem is per CPU or per node", arguments: ["17.11", "18.08", "20.11"])
    func oldMemory(slurm: String) throws {
        let jobs = try GeneratedText(.october(.bell, jobs: 5000, slurm: slurm)).jobs
        let perCPU = jobs.filter { $0["ReqMem"].hasSuffix("c") }
        let perNode = jobs.filter { $0["ReqMem"].hasSuffix("n") }
        #expect(perCPU.count + perNode.count == jobs.count)
        #expect(perCPU.count > 1000 && perNode.count > 500)
        // What was asked for and what was allocated agree: both in Slurm's MB, 1024 to the next unit.
        for row in jobs where row["AllocTRES"] != "" {
            let factor = row.integer(row["ReqMem"].hasSuffix("c") ? "AllocCPUS" : "NNodes")
            #expect(megabytes(row["ReqMem"].dropLast()) * Double(factor) == allocatedMegabytes(row))
        }
    }

    @Test("From 21.08 ReqMem is the job's total", arguments: ["21.08", "22.05", "23.11", "24.11"])
    func newMemory(slurm: String) throws {
        for row in try GeneratedText(.october(.bell, jobs: 3000, slurm: slurm)).jobs where row["AllocTRES"] != "" {
            #expect(megabytes(row["ReqMem"][...]) == allocatedMegabytes(row))
        }
    }

    @Test(
        "AllocCPUS of a job that never started",
        arguments: [("20.02", false), ("22.05", false), ("23.11", true), ("24.11", true)])
    func neverStarted(slurm: String, isZero: Bool) throws {
        let jobs = try GeneratedText(.october(.negishi, jobs: 8000, slurm: slurm)).jobs.filter { $0["Start"] == "None" }
        #expect(jobs.count > 10)
        #expect(
            jobs.allSatisfy { (row: GeneratedRow) in
                isZero ? row.integer("AllocCPUS") == 0 : row.integer("AllocCPUS") > 0
            })
    }

    @Test("A user who is gone is a uid or nobody", arguments: [("22.05", ""), ("24.11", "4")])
    func goneUsers(slurm: String, start: String) throws {
        let jobs = try GeneratedText(.october(.negishi, jobs: 30_000, users: 600, slurm: slurm)).jobs
        let gone = jobs.filter { $0["User"].allSatisfy(\.isNumber) }
        #expect(!gone.isEmpty && gone.count < 3000)
        #expect(gone.allSatisfy { $0["User"].hasPrefix(start) && $0["User"].count == start.count * 5 })
        #expect(gone.allSatisfy { $0["Account"] == "" })
    }

    @Test("GPUs are printed typed and untyped with the same number, or untyped alone")
    func gpus() throws {
        for cluster in ClusterProfile.all {
            for row in try GeneratedText(.october(cluster, jobs: 5000)).jobs {
                let entries = row["AllocTRES"].split(separator: ",").filter { $0.hasPrefix("gres/gpu") }
                    .map { $0.split(separator: "=") }
                guard !entries.isEmpty else { continue }
                #expect(entries.count == (cluster.gpus.types.isEmpty ? 1 : 2))
                #expect(entries.last?[0] == "gres/gpu")
                #expect(Set(entries.map { $0[1] }).count == 1)
                if entries.count == 2 {
                    #expect(cluster.gpus.types.contains(String(entries[0][0].dropFirst("gres/gpu:".count))))
                }
            }
        }
    }

    @Test(
        "Memory sizes are printed as Slurm prints them",
        arguments: [
            (100, "100M"), (2000, "2000M"), (2048, "2G"), (16_000, "16000M"), (64_000, "62.50G"), (65_536, "64G"),
            (1_048_576, "1T"), (1_572_864, "1.50T"), (1536, "1.50G"),
        ])
    func memorySizes(megabytes: Int, text: String) throws {
        var buffer = RowBuffer()
        buffer.append(memoryMB: megabytes)
        #expect(try flushed(&buffer) == text)
    }

    @Test(
        "CPU times are printed as Slurm prints them",
        arguments: [
            (0, "00:00.000"), (135, "00:00.135"), (3_599_999, "59:59.999"), (3_600_000, "01:00:00"),
            (86_399_000, "23:59:59"), (191_043_500, "2-05:04:03"),
        ])
    func cpuTimes(milliseconds: Int, text: String) throws {
        var buffer = RowBuffer()
        buffer.append(cpuMilliseconds: milliseconds)
        #expect(try flushed(&buffer) == text)
    }

    @Test(
        "Numbers of every length",
        arguments: [
            0, 7, 10, 99, 100, 101, 999, 1000, 12_345, 67_043_328, 1_795_440_478, 9_007_199_254_740_993, Int.max,
        ])
    func numbers(number: Int) throws {
        var buffer = RowBuffer()
        buffer.append(number)
        #expect(try flushed(&buffer) == String(number))
    }

    private func flushed(_ buffer: inout RowBuffer) throws -> String {
        var text = ""
        try buffer.flush { text = String(decoding: $0, as: UTF8.self) }
        return text
    }

    private func allocatedMegabytes(_ row: GeneratedRow) -> Double {
        let entry = row["AllocTRES"].split(separator: ",").first { $0.hasPrefix("mem=") } ?? ""
        return megabytes(entry.dropFirst(4))
    }

    private func megabytes(_ text: Substring) -> Double {
        let factor: Double = ["M": 1, "G": 1024, "T": 1_048_576][text.suffix(1)] ?? .nan
        return (Double(text.dropLast()) ?? .nan) * factor
    }
}
