import SeededNumbers
import Testing

@testable import Storage

/// Texts that are looked at eight bytes at a time, against a look at each byte.
@Suite struct PlainTextTests {
    /// What stands before the first quotation mark, when it is plain.
    private static func plainText(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard let end = bytes.firstIndex(of: 0x22) else { return nil }
        let text = bytes[..<end]
        return text.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x5C } ? Array(text) : nil
    }

    private static func found(_ bytes: [UInt8], from start: Int = 0) -> [UInt8]? {
        bytes.withUnsafeBytes { bytes in PlainText(quotedIn: bytes, from: start).map { Array($0.bytes) } }
    }

    @Test func `every byte at every place is told apart`() {
        var wrong: [[UInt8]] = []
        for length in 1...18 {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    var bytes = [UInt8](repeating: 0x61, count: length) + [0x22] + [UInt8](repeating: 0x2C, count: 8)
                    bytes[place] = byte
                    if Self.found(bytes) != Self.plainText(bytes[...]) { wrong.append(bytes) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `any bytes are read as one by one`() {
        var random = SeededGenerator(seed: 9)
        var wrong: [[UInt8]] = []
        for _ in 0..<20_000 {
            // Those that matter come often.
            let bytes = (0..<40).map { _ in
                Bool.random(using: &random)
                    ? [0x22, 0x5C, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0x00, 0xFF].randomElement(using: &random)!
                    : UInt8.random(in: 0x20..<0x7F, using: &random)
            }
            let start = Int.random(in: 0..<12, using: &random)
            let (found, text) = (Self.found(bytes, from: start), Self.plainText(bytes[start...]))
            // One that ends in the last eight bytes need not be found.
            let mayBeMissed = text.map { start + $0.count > 32 } ?? false
            if found != text, found != nil || !mayBeMissed { wrong.append(bytes) }
        }
        #expect(wrong.isEmpty)
        #expect(Self.found(Array("ab\"12345".utf8)) == Array("ab".utf8))
        #expect(Self.found(Array("ab\"1234".utf8)) == nil, "less than eight bytes")
    }

    @Test func `the order is that of the bytes`() {
        let texts = [
            "", "a", "a b", "ab", "abcdefgh", "abcdefghi", "abcdefgz", "abcdefghij", "b", "Z", "~~~~~~~~~", "~",
        ]
        for one in texts {
            for other in texts {
                let precedes = Array((one + "\"########").utf8).withUnsafeBytes { first in
                    Array((other + "\"########").utf8).withUnsafeBytes { second in
                        PlainText(quotedIn: first, from: 0)!.precedes(PlainText(quotedIn: second, from: 0)!)
                    }
                }
                #expect(precedes == one.utf8.lexicographicallyPrecedes(other.utf8), "\(one) \(other)")
            }
        }
    }

    @Test func `short texts are compared in all their bytes`() throws {
        for length in 0...16 {
            let text = (0..<length).map { UInt8(65 + $0) }
            let short = try #require(ShortText(text))
            #expect(short.count == length)
            let room = text + [UInt8](repeating: 0x7A, count: ShortText.reach)
            #expect(room.withUnsafeBytes { short.isSame(as: $0.baseAddress!) })
            for place in 0..<length {
                var other = room
                other[place] ^= 0x20
                #expect(!other.withUnsafeBytes { short.isSame(as: $0.baseAddress!) }, "\(length) \(place)")
            }
        }
        #expect(ShortText([UInt8](repeating: 65, count: 17)) == nil)
    }

    @Test func `a text is UTF-8 or none`() {
        for bytes: [UInt8] in [
            [], [0x41], Array("a name of more than fifteen bytes".utf8), Array("zwölf Boxkämpfer 日本".utf8),
            [0x7F, 0x00],
            [0x80], [0xC3], [0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80],
            [0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0xC3, 0xA4],
        ] {
            #expect(bytes.withUnsafeBytes { String(utf8: $0) } == String(validating: bytes, as: UTF8.self), "\(bytes)")
        }
    }
}
