import Foundation
import Sacct
import Scoreboard
import SeededNumbers
import Testing

/// Bytes thrown at the row scanner and the parser, which must agree with ``NaiveRows`` on every row.
@Suite struct RowFuzzTests {
    /// What the reader and the parser made of an input.
    private struct Read {
        var outcomes: [ParsedRow] = []
        var names = NameTable()
        var rowCount = 0
        var tooLong = 0
        var stopsAtHeader = false
        var endedInsideLine = false

        init(_ bytes: [UInt8], rules: NaiveRules, mustBeClosed: Bool, _ random: inout SeededGenerator) throws {
            let parsing = ParsingRules(bareRequestedMemory: rules.bareIsPerNode ? .node : .job)
            var reader = RowReader()
            var parser: JobRowParser?
            var offset = 0
            var generator = random
            let largest = [1, 7, 64, 4096, 1 << 18][generator.below(5)]
            do {
                try reader.readAll(ending: mustBeClosed ? .lastLineMustBeClosed : .lastLineMayBeOpen) { buffer in
                    // The smallest chunks would take too long for the longest lines.
                    let most = bytes.count > 1 << 16 ? max(largest, 4096) : largest
                    let count = min(1 + generator.below(most), buffer.count, bytes.count - offset)
                    buffer.copyBytes(from: bytes[offset..<offset + count])
                    offset += count
                    return count
                } _: { row, layout in
                    if parser == nil {
                        parser = JobRowParser(layout: layout, names: names, rules: parsing, cluster: rules.cluster)
                    }
                    parser?.use(layout)
                    if let parsed = parser?.parse(row) { outcomes.append(parsed) }
                }
            } catch is LayoutError {
                stopsAtHeader = true
            }
            random = generator
            rowCount = reader.rowCount
            tooLong = reader.defects.counts[.lineTooLong] ?? 0
            endedInsideLine = reader.endedInsideLine
        }
    }

    private static let interesting: [String] = [
        "|", "\n", "\r", "\r\n", ".", "+", "-", ":", "@", "=", ",", " ", "?", "c", "n", "K", "M", "0", "9", "é",
        "4294967295", "4294967296", "9223372036854775807", "18446744073709551614", "99999999999999999999999", "1e9",
        "-1", "NaN", "Unknown", "None", "2026-02-30T00:00:00", "2026-10-17T23:59:60", "1-02:03:04.567", "02:03",
        "PENDING", "REVOKED", "CANCELLED by 7", "CANCELLED+", "OUT_OF_ME+", "STRANGE", "gres/gpu=2", "gres/gpu:a=1",
        "gres/gpu:=1", "gres/gpu:a100", "gres/gpumem=3", "2147486648Mn", "0.5G", "..", "1.2.3", "16?", "64Gn",
        "4000Mc", "10P", "11P", "1.batch", "7_[1-3]", "JobIDRaw|State|User", "JobIDRaw", "State", "||||||||",
    ]

    /// The fixtures, each with its header, and rows made of every kind of value in every column.
    private static func corpus() throws -> [(header: [UInt8], rows: [[UInt8]])] {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/sacct")
        return try ["bell", "gautschi", "gilbreth", "hammer", "malformed", "negishi"].map { name in
            let data = try Data(contentsOf: directory.appendingPathComponent("\(name)/rows.txt"))
            let lines = Array(data).split(separator: 0x0A).map { Array($0) + [0x0A] }
            return (lines[0], Array(lines.dropFirst()))
        }
    }

    private static let allColumns =
        "Cluster|JobID|JobIDRaw|User|State|ElapsedRaw|Elapsed|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw"
        + "|MaxRSS|AveRSS|TotalCPU|Submit|Eligible|Start|End\n"
    private static let elapsedColumns =
        "JobIDRaw|User|State|Elapsed|NCPUS|ReqMem|AllocTRES|MaxRSS|AveRSS|TotalCPU|Submit|Start|End\n"

    /// A row whose columns mostly hold good values, and sometimes those of another column.
    private static func made(_ header: String, _ random: inout SeededGenerator) -> [UInt8] {
        let good: [String: [String]] = [
            "Cluster": ["hammer", "bell"], "JobID": ["1", "1_2"], "JobIDRaw": ["1", "67043327", "12.batch", "12.0"],
            "User": ["alice", "Bob@REALM", "", "2004", "a.b-c", "é"], "State": ["COMPLETED", "FAILED", "TIMEOUT", "X"],
            "ElapsedRaw": ["0", "3600", "2147483648"], "Elapsed": ["00:01:02", "1-00:00:00", "05:06"],
            "AllocCPUS": ["1", "128", "16777216"], "NCPUS": ["4"], "NNodes": ["1", "2"],
            "ReqMem": ["4000Mc", "64Gn", "2G", "0n", "?", "", "2147486648Mn", "62.50G", "3000"],
            "AllocTRES": [
                "", "cpu=8,gres/gpu:a100=2,gres/gpu=2,mem=62.50G", "gres/gpu=1", "gres/gpu:a=2,gres/gpu=1",
                "billing=8,gres/gpumem=4,gres/gpuutil=3", "gres/gpu:1g.10gb=1,gres/gpu:b=1048576",
            ],
            "ConsumedEnergyRaw": ["", "0", "18446744073709551614", "123456", "12.5"],
            "MaxRSS": ["", "0", "1.5G", "123456K", "7"], "AveRSS": ["", "0", "1000K", "9P"],
            "TotalCPU": ["", "00:00.123", "1-02:03:04", "12:34.567891"],
            "Submit": ["1700000000", "2026-10-17T01:02:03"], "Eligible": ["1700000000", "Unknown", ""],
            "Start": ["1700000100", "None", "Unknown", "2026-10-17T01:02:04"],
            "End": ["1700003700", "Unknown", "2026-10-17T23:59:59", "1999999999"],
        ]
        let values = header.dropLast().split(separator: "|").map { name -> String in
            if random.below(40) == 0 { return interesting[random.below(interesting.count)] }
            let choices = good[String(name)] ?? [""]
            return choices[random.below(choices.count)]
        }
        return Array((values.joined(separator: "|") + "\n").utf8)
    }

    @Test func `Scanner and parser agree with a plain parser on damaged rows`() throws {
        let corpus = try Self.corpus()
        let mutator = Mutator(tokens: Self.interesting)
        let inputs = 8000 * FuzzBudget.factor
        var random = SeededGenerator(seed: 0x51AC_C701)
        var (rows, jobs, steps, left, defects, stops, long) = (0, 0, 0, 0, 0, 0, 0)
        let begun = ContinuousClock.now
        for number in 0..<inputs {
            let sample = corpus[random.below(corpus.count)]
            let made = [Self.allColumns, Self.elapsedColumns][random.below(2)]
            let isMade = random.below(3) == 0
            var bytes = isMade ? Array(made.utf8) : sample.header
            let headerLength = bytes.count
            for _ in 0..<(1 + random.below(8)) {
                bytes += isMade ? Self.made(made, &random) : sample.rows[random.below(sample.rows.count)]
            }
            // Most damage is behind the header, which otherwise would hide the rows.
            var body = Array(bytes[headerLength...])
            let other = sample.rows[random.below(sample.rows.count)]
            for _ in 0..<random.below(7) { mutator.mutate(&body, splicing: other, &random) }
            if random.below(20) == 0 { body += sample.header + sample.rows[0] }
            if random.below(500) == 0 {
                let length = NaiveRows.lineLimit - 2 + random.below(5)
                body.insert(contentsOf: [UInt8](repeating: 0x61, count: length) + [0x0A], at: 0)
                long += 1
            }
            bytes = bytes[..<headerLength] + body
            if random.below(20) == 0 { mutator.mutate(&bytes, splicing: other, &random) }
            if random.below(4) == 0, bytes.last == 0x0A { bytes.removeLast() }

            let rules = NaiveRules(
                cluster: random.below(4) == 0 ? "hammer" : nil, bareIsPerNode: random.below(2) == 0)
            let mustBeClosed = random.below(2) == 0
            let read = try Read(bytes, rules: rules, mustBeClosed: mustBeClosed, &random)
            let naive = NaiveRows(bytes, rules: rules, mustBeClosed: mustBeClosed)
            let place = "input \(number)"
            guard read.outcomes.count == naive.outcomes.count, read.stopsAtHeader == naive.stopsAtHeader,
                read.stopsAtHeader || read.rowCount == naive.outcomes.count, read.tooLong == naive.tooLong,
                read.stopsAtHeader || read.endedInsideLine == naive.endedInsideLine
            else {
                Issue.record(
                    """
                    \(place): \(read.outcomes.count) rows, \(naive.outcomes.count) expected; header \
                    \(read.stopsAtHeader) \(naive.stopsAtHeader); too long \(read.tooLong) \(naive.tooLong); \
                    open \(read.endedInsideLine) \(naive.endedInsideLine): \(Data(bytes.prefix(4096)).base64EncodedString())
                    """)
                return
            }
            for (found, expected) in zip(read.outcomes, naive.outcomes) {
                guard Self.agree(found, expected, read.names) else {
                    Issue.record(
                        "\(place): \(found), expected \(expected): \(Data(bytes.prefix(4096)).base64EncodedString())")
                    return
                }
                switch found {
                case .job: jobs += 1
                case .step: steps += 1
                case .left: left += 1
                case .defect: defects += 1
                }
            }
            rows += naive.outcomes.count
            stops += naive.stopsAtHeader ? 1 : 0
        }
        FuzzBudget.report(
            "rows", inputs: inputs, since: begun,
            note: ": \(rows) rows (\(jobs) jobs, \(steps) steps, \(left) left, \(defects) defects), "
                + "\(long) with lines of about 2^18 bytes, \(stops) headers that cannot be used")
        // Otherwise the inputs are too broken, or not enough, to prove anything.
        #expect(jobs > inputs / 4 && steps > inputs / 20 && left > 10 && defects > inputs / 4 && stops > 0 && long > 0)
    }

    /// Long runs of bytes of no sense at all, with and without a header.
    @Test func `Scanner and parser agree with a plain parser on noise`() throws {
        let inputs = 4000 * FuzzBudget.factor
        var random = SeededGenerator(seed: 77)
        let alphabet = Array("|\n\r.0123456789JobIDRawState+@ ,=\u{0}".utf8) + [0xC3, 0xA9, 0xFF]
        let begun = ContinuousClock.now
        for number in 0..<inputs {
            var bytes = number % 4 == 0 ? [] : Array(Self.elapsedColumns.utf8)
            let isNarrow = random.below(2) == 0
            for _ in 0..<random.below(400) {
                bytes.append(isNarrow ? alphabet[random.below(alphabet.count)] : random.byte())
            }
            let rules = NaiveRules(cluster: nil, bareIsPerNode: true)
            let read = try Read(bytes, rules: rules, mustBeClosed: false, &random)
            let naive = NaiveRows(bytes, rules: rules, mustBeClosed: false)
            #expect(read.stopsAtHeader == naive.stopsAtHeader && read.outcomes.count == naive.outcomes.count)
            #expect(zip(read.outcomes, naive.outcomes).allSatisfy { Self.agree($0, $1, read.names) }, "input \(number)")
        }
        FuzzBudget.report("noise as rows", inputs: inputs, since: begun)
    }

    private static func agree(_ found: ParsedRow, _ expected: NaiveRows.Outcome, _ names: NameTable) -> Bool {
        switch (found, expected) {
        case (.job(var job), .job(let other, let user)):
            guard names[job.user] == user else { return false }
            job.user = 0
            return job == other
        case (.step(var step), .step(let other)):
            step.key = nil
            return step == other
        case (.left(let reason, let id), .left(let other, let otherID)): return reason == other && id == otherID
        case (.defect(let kind), .defect(let kinds)): return kinds.contains(kind)
        default: return false
        }
    }
}
