import SeededNumbers
import Testing

@testable import Storage

/// Files are written into room that is taken for long enough.
@Suite struct JSONWriterTests {
    /// Less than is written, as much without the ending, as much with it, and more.
    @Test(arguments: [0, 1, 64, 404, 405, 408, 409, 410, 5000]) func theRoomDoesNotShowInTheBytes(capacity: Int) {
        let bytes = JSONWriter.bytes(capacity: capacity) { writer in
            writer.array(0..<4) { (writer, number) in
                writer.string(String(repeating: "\(number)", count: number == 3 ? 101 : 97))
            }
        } ending: { written in
            #expect(written.count == 405)
            return Array(";end".utf8)
        }
        let rows = ["0", "1", "2"].map { "\"" + String(repeating: $0, count: 97) + "\"" }
        let last = "\"" + String(repeating: "3", count: 101) + "\""
        #expect(String(decoding: bytes, as: UTF8.self) == "[" + (rows + [last]).joined(separator: ",") + "];end")
    }

    /// The shortest text that reads back as the same number, which is the library's, whether or not it is a number of hours.
    @Test func numbersOfHoursAreWrittenAsAllOthers() {
        func written(_ value: Double) -> String {
            var writer = JSONWriter()
            writer.number(value)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        var random = SeededGenerator(seed: 3)
        var wrong: [Double] = []
        for round in 0..<20_000 {
            let seconds = Double(Int64.random(in: 1...(round % 2 == 0 ? 100_000 : 1 << 46), using: &random))
            for value in [seconds / 3600, -seconds / 3600, (seconds / 3600).nextUp, seconds / 1000, seconds / 3.6e6] {
                let text = value.description
                // Numbers of many digits the library writes with an exponent, and JSON has that too.
                if written(value) != (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) { wrong.append(value) }
            }
        }
        #expect(wrong == [])
        #expect(written(1.0 / 3600) == "0.0002777777777777778" && written(5400 / 3600) == "1.5")
        #expect(written(1e11 + 0.5) == "100000000000.5" && written(-0.0) == "0")
    }
}
