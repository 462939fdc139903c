import Sacct
import Scoreboard
import Testing

@Suite struct MalformedRowTests {
    static let good = SampleRow(jobID: "1").line

    @Test(arguments: [
        ("1|2|3\n", [DefectKind.fieldCount]),
        (String(SampleRow().line.dropLast()) + "|extra\n", [.fieldCount]),
        (String(SampleRow().line.dropLast()) + "\r\n", [.carriageReturn]),
        (SampleRow(user: "a|b").line, [.fieldCount]),
        (SampleRow(user: "a\nb").line, [.fieldCount, .fieldCount]),
        (SampleRow(state: "").line, [.emptyState]),
        (SampleRow(state: "  ").line, [.emptyState]),
        (SampleRow(state: "CANCELLED+").line, [.truncatedState]),
        (SampleRow(state: "OUT_OF_ME+").line, [.truncatedState]),
        (SampleRow(elapsed: "NaN").line, [.badNumber]),
        (SampleRow(elapsed: "-5").line, [.badNumber]),
        (SampleRow(elapsed: "").line, [.badNumber]),
        (SampleRow(elapsed: "99999999999999999999").line, [.overflow]),
        (SampleRow(elapsed: "2147483649").line, [.overflow]),
        (SampleRow(cpus: "16777217").line, [.overflow]),
        (SampleRow(cpus: "1.5").line, [.badNumber]),
        (SampleRow(jobID: "abc").line, [.badJobID]),
        (SampleRow(jobID: "").line, [.badJobID]),
        (SampleRow(jobID: "4294967296").line, [.badJobID]),
        (SampleRow(submit: "Unknown").line, [.badTime]),
        (SampleRow(submit: "yesterday").line, [.badTime]),
        (SampleRow(end: "2023-02-30T00:00:00").line, [.badTime]),
        (SampleRow(end: "Unknown").line, [.missingEnd]),
        (SampleRow(start: "1700003701").line, [.endBeforeStart]),
        (SampleRow(energy: "x").line, [.badNumber]),
        ("\n", [.fieldCount]),
    ])
    func eachKind(text: String, kinds: [DefectKind]) throws {
        let input = try ParsedInput(SampleRow.header + text + MalformedRowTests.good)
        #expect(input.defects == kinds)
        #expect(input.jobs.count == 1, "the good row behind it counts")
    }

    @Test func invalidUTF8() throws {
        var bytes = Array(SampleRow.header.utf8)
        bytes += Array(SampleRow(user: "jos?").line.utf8).map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 }
        bytes += Array(MalformedRowTests.good.utf8)
        let input = try ParsedInput(bytes: bytes)
        #expect(input.defects == [.invalidUTF8])
        #expect(input.jobs.count == 1)
    }

    @Test func aNameWithControlCharactersIsData() throws {
        let input = try SampleRow(user: "\u{1b}]0;x\u{7}").parsed()
        #expect(try input.user(of: #require(input.jobs.first)) == "\u{1b}]0;x\u{7}")
    }

    @Test func aLineThatNeverEndsIsPassedOver() throws {
        let text = SampleRow.header + String(repeating: "x", count: 1 << 20) + "\n" + MalformedRowTests.good
        var reader = RowReader()
        var rows = 0
        var source = Array(text.utf8)[...]
        try reader.readAll { buffer in
            let count = min(buffer.count, source.count)
            buffer.copyBytes(from: source.prefix(count))
            source = source.dropFirst(count)
            return count
        } _: { _, _ in
            rows += 1
        }
        #expect(rows == 1)
        #expect(reader.defects.counts == [.lineTooLong: 1])
    }

    @Test func samplesAreSafeForATerminal() {
        #expect("a\u{1b}[31mb\u{202E}c".escapedForTerminal == "a\\u{1b}[31mb\\u{202e}c")
    }
}
