import Settings
import Testing

@Suite struct YAMLDocumentTests {
    private func members(_ text: String) throws -> [SourceNode.Member] {
        try YAMLDocument.members(of: Array(text.utf8))
    }

    @Test func wordsListsAndTablesWithTheirLines() throws {
        let found = try members("# mine\na: no\nb: 'no'\nc: [x, \"y\"]\nd:\n  e: 1\n  f: ~\n---x: |\n  two\n  lines\n")
        #expect(found.map(\.key) == ["a", "b", "c", "d", "---x"])
        #expect(found.map(\.line) == [2, 3, 4, 5, 8])
        #expect(found[0].value == SourceNode(.word("no"), line: 2))
        #expect(found[1].value == SourceNode(.text("no"), line: 3))
        #expect(
            found[2].value
                == SourceNode(.list([SourceNode(.word("x"), line: 4), SourceNode(.text("y"), line: 4)]), line: 4))
        #expect(
            found[3].value.content
                == .table([
                    .init(key: "e", line: 6, value: SourceNode(.word("1"), line: 6)),
                    .init(key: "f", line: 7, value: SourceNode(.null, line: 7)),
                ]))
        #expect(found[4].value.content == .text("two\nlines\n"))
    }

    @Test(arguments: ["", "\n", "# nothing\n", "---\n", "---\n...\n", "{}"]) func nothingIsFine(text: String) throws {
        #expect(try members(text).isEmpty)
    }

    @Test(arguments: [
        ("a: &x 1\n", 1, "an anchor (&name) is not allowed: write each value out"),
        ("b: 1\na: *x\n", 2, "an alias (*name) is not allowed: write the value out"),
        ("a: !!str 1\n", 1, "a tag (!name) is not allowed: write the plain value"),
        ("a: !ruby/object:X\n  b: 1\n", 1, "a tag (!name) is not allowed: write the plain value"),
        ("a: 1\nb: 2\na: 3\n", 3, "\"a\" is there twice, first on line 1"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here: one is enough"),
        ("- a\n", 1, "expected settings, one KEY: VALUE a line"),
        ("just words\n", 1, "expected settings, one KEY: VALUE a line"),
        ("? [a]\n: 1\n", 1, "a key must be a word"),
        ("a: {b: {c: {d: 1}}}\n", 1, "it is nested too deeply here"),
        ("a: [[[1]]]\n", 1, "it is nested too deeply here"),
        ("a: 1\n b: 2\n", 2, "it is no YAML: mapping values are not allowed in this context"),
        ("a: \"x\n", 2, "it is no YAML: found unexpected end of stream"),
        ("a: 1\n\tb: 2\n", 2, "it is no YAML: found a tab character that violates indentation"),
    ])
    func whatIsRefused(text: String, line: Int, message: String) {
        do throws(DocumentError) {
            _ = try YAMLDocument.members(of: Array(text.utf8))
            Issue.record("\(text.debugDescription) was taken")
        } catch {
            #expect(error.line == line && error.message == message, "\(error)")
        }
    }

    @Test(arguments: [[0x61, 0x3A, 0x20, 0xFF], [0xFF, 0xFE, 0x61, 0x00], [0x61, 0x3A, 0x20, 0x07], [0x61, 0x00]])
    func whatIsNoText(bytes: [UInt8]) {
        #expect(throws: DocumentError.self) { try YAMLDocument.members(of: bytes) }
    }

    /// The known ways to make a reader of YAML work or remember more than the file is worth.
    @Test func bombsAreRefused() {
        let bombs = [
            "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", String(repeating: "[", count: 60_000),
            String(repeating: "{a: ", count: 15_000), String(repeating: "? ", count: 30_000),
            "a: " + String(repeating: "- ", count: 30_000), String(repeating: "a: 1\n", count: 20_000),
        ]
        for bomb in bombs {
            #expect(throws: DocumentError.self, "\(bomb.prefix(20))") { try members(bomb) }
        }
    }
}
