import Sacct
import Scoreboard
import Testing

/// Expected values worked out by hand from the rule: base 10, K = 1e3 bytes.
@Suite struct MemorySizeTests {
    @Test(arguments: [
        ("1024K", 1_024_000), ("1G", 1_000_000_000), ("1T", 1_000_000_000_000), ("2P", 2_000_000_000_000_000),
        ("62.50G", 62_500_000_000), ("0.5M", 500_000), ("10784768", 10_784_768), ("0", 0), ("1.999K", 1_999),
    ])
    func maxRSS(text: String, bytes: Int64) throws {
        let input = try SampleRow(maxRSS: text, averageRSS: "1K").parsed()
        #expect(input.jobs.first?.steps?.maxRSSBytes == bytes)
    }

    @Test(arguments: [
        ("4000Mc", 32_000_000_000),  // × 8 CPUs
        ("64Gn", 128_000_000_000),  // × 2 nodes
        ("2147486648Mn", 6_000_000_000),  // 3000M × 2 nodes: bit 31 is a stuck flag
        ("2147487648Mc", 32_000_000_000),  // 4000M × 8 CPUs
        ("2G", 2_000_000_000), ("500", 500_000_000), ("62.50G", 62_500_000_000),
        ("?", 0), ("16?", 0), ("", 0), ("0n", 0), ("0", 0), ("?n", 0),
    ])
    func requestedMemory(text: String, bytes: Int64) throws {
        let input = try SampleRow(requestedMemory: text).parsed()
        #expect(input.jobs.first?.requestedMemoryBytes == bytes)
    }

    @Test func bareRequestIsPerNodeBefore2108() throws {
        let row = SampleRow(requestedMemory: "2G")
        func bytes(_ rules: ParsingRules) throws -> Int64? {
            try row.parsed(rules: rules).jobs.first?.requestedMemoryBytes
        }
        #expect(try bytes(ParsingRules(version: SlurmVersion(20, 11, 9))) == 4_000_000_000)
        #expect(try bytes(ParsingRules(version: SlurmVersion(21, 8))) == 2_000_000_000)
        #expect(try bytes(ParsingRules(bareRequestedMemory: .job, version: SlurmVersion(17, 2))) == 2_000_000_000)
        #expect(try bytes(ParsingRules(bareRequestedMemory: .node, version: SlurmVersion(24, 11))) == 4_000_000_000)
    }

    @Test(arguments: ["-5M", "NaN", "M", "1..2G", "abc", "1e3M", "nan", "inf", "5 M"])
    func whatIsNoSizeIsADefect(text: String) throws {
        #expect(try SampleRow(requestedMemory: text).parsed().defects == [.badMemory])
        #expect(try SampleRow(maxRSS: text).parsed().defects == [.badMemory])
    }

    @Test(arguments: ["11P", "99999999999999999999999999K", "10000000000000001"])
    func whatNoClusterHasIsAnOverflow(text: String) throws {
        #expect(try SampleRow(maxRSS: text).parsed().defects == [.overflow])
    }

    @Test func aProductThatOverflowsIsADefect() throws {
        #expect(try SampleRow(cpus: "16777216", requestedMemory: "9Pc").parsed().defects == [.overflow])
    }
}
