import SeededNumbers
import Storage
import Testing

/// Against the order that the library gives to the bytes.
@Suite struct ByteOrderTests {
    @Test(arguments: 0..<10) func textsAreInTheOrderOfTheirBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = ["", "a", "b", "user", "username", "usernames", "é", "日本", "Z", "\u{0}", "\u{7F}", "12345678"]
        let texts = (0..<Int.random(in: 0...200, using: &random)).map { _ in
            (0..<Int.random(in: 0...3, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
        }
        let sorted = ByteOrder.places(of: texts).map { Array(texts[$0].utf8) }
        #expect(sorted == texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(Set(ByteOrder.places(of: texts)) == Set(texts.indices))
    }
}
