import Foundation
import SeededNumbers
import Storage
import Testing

@Suite struct JSONReaderTests {
    private static func string(_ text: String) throws -> String {
        var reader = JSONReader(Array(text.utf8))
        let value = try reader.string()
        try reader.finish()
        return value
    }

    @Test func `Strings survive, whatever is in them`() throws {
        for text in ["", "alice", "a\"b\\c/d", "\u{0}\u{1}\u{1b}[31m\u{7f}", "é日本👩‍💻", "line\nfeed\ttab\r"] {
            var writer = JSONWriter()
            writer.string(text)
            #expect(try Self.string(String(decoding: writer.bytes, as: UTF8.self)) == text)
            #expect(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "no control character is written")
            let foundation = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
            #expect(foundation as? String == text)
        }
    }

    @Test(arguments: [
        (#""\u0041\u00e9\u65e5\ud83d\ude00""#, "Aé日😀"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (" \t\r\n\"x\" ", "x"),
    ])
    func `All escapes are read`(text: String, value: String) throws {
        #expect(try Self.string(text) == value)
    }

    @Test(arguments: [
        "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
        "\"\n\"", "x", "", "\"a\" b",
    ])
    func `Bad strings are refused`(text: String) {
        #expect(throws: JSONError.self) { try Self.string(text) }
    }

    @Test func `Bytes that are not UTF-8 are refused`() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80]] {
            #expect(throws: JSONError.self) {
                var reader = JSONReader([0x22] + bytes + [0x22])
                _ = try reader.string()
            }
        }
    }

    @Test func `Deep nesting is an error, not a crash`() {
        for text in [String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000)] {
            #expect {
                var reader = JSONReader(Array(text.utf8))
                try reader.skip()
            } throws: { ($0 as? JSONError)?.problem == .tooDeep }
        }
    }

    @Test func `An error says where`() {
        #expect(throws: JSONError(.expected("a value"), at: 7)) {
            var reader = JSONReader(Array(#"[1,[2],?]"#.utf8))
            try reader.skip()
        }
    }

    private static let valid = Array(
        #" {"a":[1,-2.5e3,true,false,null,"x\n\u00e9"],"b":{"c":{}},"d":[[],[[]]],"e":"日本"} "#.utf8)

    private static func isValid(_ bytes: [UInt8]) -> Bool {
        var reader = JSONReader(bytes)
        do throws(JSONError) {
            try reader.skip()
            try reader.finish()
            return true
        } catch {
            return false
        }
    }

    @Test func `Values are passed over exactly when Foundation takes them too`() {
        var random = SeededGenerator(seed: 11)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = Self.valid
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0x20...0x7E, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(Array("{}[]:,\"0e-. ".utf8)[Int.random(in: 0..<12, using: &random)], at: index)
                }
            }
            let isOurs = Self.isValid(bytes)
            let isTheirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            if isOurs { accepted += 1 }
            // Foundation refuses numbers beyond a Double at once, we when they are asked for.
            if !bytes.contains(UInt8(ascii: "e")) || isOurs == isTheirs {
                #expect(isOurs == isTheirs, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(accepted > 1000)
    }

    @Test func `No input crashes the reader`() {
        var random = SeededGenerator(seed: 5)
        var count = 0
        for length in 0...Self.valid.count { read(Array(Self.valid.prefix(length))) }
        for _ in 0..<50_000 {
            var bytes = Self.valid
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            read(bytes)
        }

        func read(_ bytes: [UInt8]) {
            count += 1
            var reader = JSONReader(bytes)
            do throws(JSONError) {
                try reader.skip()
                try reader.finish()
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
        #expect(count > 50_000)
    }
}
