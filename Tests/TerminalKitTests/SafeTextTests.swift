import Testing

@testable import TerminalKit

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("alice", 5), ("", 0), ("李小龍", 6), ("한국어", 6), ("ｆｕｌｌ", 8), ("🙂", 2), ("naïve", 5), ("e\u{301}clair", 6),
        ("é", 1), ("Ω", 1), ("עברית", 5),
    ])
    func widthOf(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    /// What each hostile scalar becomes, and that it takes the columns that are seen.
    @Test(arguments: [
        ("a\u{1B}[31mb", "a␛[31mb"), ("a\nb\tc\rd", "a␊b␉c␍d"), ("\u{0}", "␀"), ("\u{7F}", "␡"),
        ("\u{9B}31m", "�31m"),  // the eight-bit CSI
        ("a\u{202E}b", "a�b"), ("a\u{2066}b\u{2069}", "a�b�"), ("\u{200F}x", "�x"),
        ("a\u{200D}b", "a�b"), ("a\u{200B}b", "a�b"), ("a\u{FEFF}b", "a�b"), ("\u{2764}\u{FE0F}", "\u{2764}�"),
        ("a\u{AD}b", "a�b"), ("\u{E000}", "�"), ("\u{FFFE}", "�"), ("a\u{2028}b", "a�b"), ("\u{E0041}", "�"),
        ("🇩🇪", "DE"), ("👍🏽", "👍�"), ("\u{301}x", "◌\u{301}x"), ("\u{3164}", "�"),
    ])
    func hostileTextIsSeen(text: String, shown: String) {
        let safe = SafeText(text)
        #expect(Array(safe.pieces.map(\.glyph).joined().unicodeScalars) == Array(shown.unicodeScalars))
        #expect(safe.pieces.allSatisfy { $0.width == 1 || $0.glyph == "👍" })
    }

    @Test func marksBeyondTheSecondAreDropped() {
        let safe = SafeText("a" + String(repeating: "\u{301}", count: 50))
        #expect(safe.pieces.count == 1)
        #expect(safe.pieces[0].glyph.unicodeScalars.count == 3)
        #expect(safe.width == 1)
    }

    @Test func asciiTerminalsGetQuestionMarks() {
        #expect(SafeText("Zoë 李\u{1B}", asciiOnly: true).pieces.map(\.glyph).joined() == "Zo? ??")
    }

    @Test(arguments: [
        ("alice", 5, "alice"), ("alice", 4, "ali…"), ("alice", 1, "…"), ("alice", 0, ""),
        ("李小龍", 6, "李小龍"), ("李小龍", 5, "李小…"), ("李小龍", 4, "李…"), ("李小龍", 2, "…"),
    ])
    func truncation(text: String, columns: Int, shown: String) {
        let cut = SafeText(text).truncated(to: columns, ellipsis: "…")
        #expect(cut.pieces.map(\.glyph).joined() == shown)
        #expect(cut.width <= columns)
    }
}
