import Glibc
import Sacct
import Scoreboard
import Testing

/// Rows that other threads parse, against the same rows parsed one by one.
@Suite struct ParallelParsingTests {
    private struct Stop: Error {}

    /// Everything that the batches of an input hold, with users by name.
    private struct Gathered {
        var rows: [ParsedRow] = []
        /// Of each job.
        var users: [String] = []
        /// The names that each parser has told.
        var told: [[String]]
        var defects = DefectLog()
        var parsing: RowParsing

        init(_ text: String, cluster: String? = nil) throws {
            parsing = RowParsing(layout: nil, rules: ParsingRules(), cluster: cluster)
            var rest = Array(text.utf8)[...]
            var gathered: (rows: [ParsedRow], users: [String], defects: DefectLog) = ([], [], DefectLog())
            var told: [[String]] = Array(repeating: [], count: RowParsing.parserCount)
            try ParallelParsing.run(&parsing) { buffer in
                let count = min(4096, buffer.count, rest.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            } _: { batch in
                told[batch.parser] += batch.newUsers
                for case .job(let job) in batch.rows { gathered.users.append(told[batch.parser][Int(job.user)]) }
                gathered.rows += batch.rows
                gathered.defects.merge(batch.defects)
            }
            (rows, users, defects) = gathered
            self.told = told
        }

        var jobs: [Job] {
            rows.compactMap { row in
                guard case .job(let job) = row else { return nil }
                return job
            }
        }
    }

    /// Several batches of jobs of forty users, with steps, rows that do not count, malformed ones, and another layout in
    /// the middle.
    private static let input: String = {
        var text = SampleRow.header
        for number in 0..<5000 {
            var row = SampleRow(jobID: "\(1000 + number)", user: "user\(number * 7 % 40)")
            if number % 11 == 0 { row.state = "RUNNING" }
            if number % 501 == 0 { row.cpus = "-1" }
            if number % 97 == 0 { row.state = "NEW_STATE" }
            if number % 5 == 0 { row.tres = "cpu=8,gres/gpu:a100=2,gres/gpu=2" }
            text += row.line
            if number % 3 == 0 {
                text += SampleRow(jobID: "\(1000 + number).batch", user: "", maxRSS: "\(number)K").line
            }
            if number == 3333 { text += "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n" + other(1) }
            if number == 3334 { text += other(2) + SampleRow.header }
        }
        return text
    }()

    /// A row of the other layout.
    private static func other(_ number: Int) -> String {
        "\(900_000 + number)|late\(number)|COMPLETED|60|1|1700000000|1700000000|1700000060\n"
    }

    @Test func theRowsAreThoseOfOneThread() throws {
        // The row behind the first of the other layout has too few columns there: that is a defect in both.
        let serial = try ParsedInput(ParallelParsingTests.input)
        let parallel = try Gathered(ParallelParsingTests.input)
        #expect(parallel.jobs.count == serial.jobs.count)
        #expect(parallel.users == serial.jobs.map(serial.user))
        #expect(parallel.jobs.map(\.identity) == serial.jobs.map(\.identity))
        #expect(parallel.jobs.map(\.gpus) == serial.jobs.map(\.gpus))
        #expect(
            parallel.rows.count == serial.jobs.count + serial.steps.count + serial.left.count + serial.defects.count)
        #expect(parallel.defects.total == serial.defects.count)
        #expect(parallel.parsing.unknownStates == ["NEW_STATE"])
        #expect(parallel.parsing.byteCount == ParallelParsingTests.input.utf8.count)
        for names in parallel.told { #expect(Set(names).count == names.count) }
        #expect(Set(parallel.told.joined()).count == 42)
    }

    @Test func whatReadingThrowsComesAfterTheRowsBefore() {
        var parsing = RowParsing(layout: nil, rules: ParsingRules(), cluster: nil)
        var isFirst = true
        var rows = 0
        #expect(throws: Stop.self) {
            try ParallelParsing.run(&parsing) { buffer in
                guard isFirst else { throw Stop() }
                isFirst = false
                let text = SampleRow.header + SampleRow().line + SampleRow(jobID: "101").line
                buffer.copyBytes(from: Array(text.utf8))
                return text.utf8.count
            } _: {
                rows += $0.rows.count
            }
        }
        #expect(rows == 2)
    }

    @Test func whoeverTakesMayStop() {
        var parsing = RowParsing(layout: nil, rules: ParsingRules(), cluster: nil)
        let line = Array(SampleRow().line.utf8)
        var hasHeader = false
        var batches = 0
        // The input has no end: it stops because nobody takes any more.
        #expect(throws: Stop.self) {
            try ParallelParsing.run(&parsing) { buffer in
                let text = hasHeader ? line : Array(SampleRow.header.utf8)
                hasHeader = true
                buffer.copyBytes(from: text)
                return text.count
            } _: { _ in
                batches += 1
                if batches == 3 { throw Stop() }
            }
        }
        #expect(batches == 3)
    }

    /// Of the parsers the caller's is the first. To take a chunk is nothing against parsing it, so that among hundreds it finds
    /// none ready.
    @Test func whoeverTakesParsesWhileNothingIsThere() throws {
        var parsing = RowParsing(layout: nil, rules: ParsingRules(), cluster: nil)
        let caller = pthread_self()
        let lines = Array(String(repeating: SampleRow().line, count: 100).utf8)
        var (reads, callersReads) = (0, 0)
        var parsers: Set<Int> = []
        try ParallelParsing.run(&parsing) { buffer in
            reads += 1
            if pthread_equal(pthread_self(), caller) != 0 { callersReads += 1 }
            guard callersReads < 500, reads < 5000 else { return 0 }
            let text = reads == 1 ? Array(SampleRow.header.utf8) : lines
            let count = min(buffer.count, text.count)
            buffer.copyBytes(from: text.prefix(count))
            return count
        } _: {
            parsers.insert($0.parser)
        }
        #expect(parsers.contains(0))
    }

    @Test func aHeaderThatCannotBeUsedIsTold() {
        #expect(throws: LayoutError.self) { try Gathered("JobIDRaw|User|State\n1|a|COMPLETED\n") }
    }
}
