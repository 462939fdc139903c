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
}
