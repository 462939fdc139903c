import Sacct
import Scoreboard
import SeededNumbers
import Testing

@Suite struct RowReaderTests {
    @Test func headersInTheMiddleAreObeyed() throws {
        let text =
            SampleRow.header + SampleRow(jobID: "1").line + SampleRow.header + SampleRow(jobID: "2").line
            + "End|Start|Submit|AllocCPUS|ElapsedRaw|State|User|JobIDRaw\n1700000009|1700000001|1700000000|4|8|FAILED|eve|3\n"
        let input = try ParsedInput(text)
        #expect(input.jobs.map(\.identity.jobID) == [1, 2, 3])
        #expect(input.jobs.last?.allocatedCPUs == 4)
        #expect(input.defects == [])
    }

    @Test func theTrailingDelimiterOfParsableOutput() throws {
        let text =
            "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End|\n5|a|FAILED|1|1|1700000000|1700000000|1700000001|\n"
        #expect(try ParsedInput(text).jobs.count == 1)
    }

    @Test func columnsThatAreMissingAreNamed() throws {
        let error = #expect(throws: LayoutError.self) { try ParsedInput("JobID|JobIDRaw|State\n1|1|COMPLETED\n") }
        #expect(
            error
                == .missing(
                    [.user, .allocatedCPUs, .submit, .start, .end, .elapsedRaw], in: ["JobID", "JobIDRaw", "State"]))
    }

    @Test func fixedWidthIsRefused() throws {
        let error = #expect(throws: LayoutError.self) {
            try ParsedInput("JobID           State\n------------ ----------\n1  CANCELLED+\n")
        }
        #expect(error == .fixedWidth)
    }

    @Test func rowsWithoutAHeaderNeedTheirFields() throws {
        let row = SampleRow().line
        #expect(throws: LayoutError.self) { try ParsedInput(row) }
        let layout = try RowLayout(header: SampleRow.header.dropLast())
        #expect(try ParsedInput(row, layout: layout).jobs.count == 1)
    }

    /// A chunk may end anywhere: in a number, between CR and LF, in the middle of a character.
    @Test(arguments: [1, 2, 3, 7, 8, 9, 64, 100, 1000])
    func chunksDoNotMatter(chunk: Int) throws {
        let rows = (1...50).map { SampleRow(jobID: "\($0)", user: "user\($0 % 7)é").line }.joined()
        let whole = try ParsedInput(SampleRow.header + rows)
        let cut = try ParsedInput(SampleRow.header + rows, chunk: chunk)
        #expect(whole.jobs.count == 50)
        #expect(cut.jobs == whole.jobs)
        #expect(cut.names.names == whole.names.names)
    }

    /// Lines and columns against a plain split, on random bytes of a small alphabet that come in random portions.
    @Test(arguments: 1...20)
    func linesAreThoseOfAPlainSplit(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("ab|||\n0é".utf8)
        let short = (0..<4000).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        // Here and there a long line.
        let longLine = [UInt8](repeating: UInt8(ascii: "|"), count: 70_000) + [UInt8](repeating: 0x61, count: 33_000)
        let bytes = seed % 4 == 0 ? Array(short[..<2000] + longLine + short[2000...]) : short
        var reader = LineReader()
        let chunk = LineChunk()
        var lines: [String] = []
        var columnCounts: [Int] = []
        func take() {
            for line in 0..<chunk.lineCount {
                let row = chunk.row(line, number: lines.count + 1)
                lines.append(row.line.text)
                columnCounts.append(row.columnCount)
            }
        }
        var rest = bytes[...]
        while try reader.fill(
            chunk,
            from: { buffer in
                let count = min(Int(random.next() % 9000), buffer.count, rest.count)
                let portion = max(min(1, rest.count), count)
                buffer.copyBytes(from: rest.prefix(portion))
                rest = rest.dropFirst(portion)
                return portion
            })
        { take() }
        reader.finish(chunk, ending: .lastLineMustBeClosed)
        take()
        let expected = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        #expect(lines == expected.map { String(decoding: $0, as: UTF8.self) })
        #expect(columnCounts == expected.map { $0.count { $0 == UInt8(ascii: "|") } + 1 })
        #expect(reader.byteCount == bytes.count)
        #expect(reader.endedInsideLine == (bytes.last != UInt8(ascii: "\n")))
    }
}
