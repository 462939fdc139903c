import Sacct
import Testing

@Suite struct UserNameTests {
    /// Swift takes both spellings of ë for equal; accounting does not. By hand: U+00EB, and e with U+0308 (CC 88 in UTF-8).
    @Test func spellingsOfOneTextAreTwoUsers() {
        let (composed, decomposed) = (UserName.normalized("Zo\u{EB}"), UserName.normalized("Zoe\u{308}"))
        #expect(Array(composed.utf8) == [0x7A, 0x6F, 0xC3, 0xAB])
        #expect(decomposed == "zoe%CC%88")
        #expect(composed != decomposed)
    }

    /// A Chinese compatibility character, and Korean in letters: one scalar or several, none in the normal form.
    @Test(arguments: [("\u{F900}", "\u{8C48}"), ("\u{1112}\u{1161}", "\u{D558}")])
    func otherSpellingsAreApartToo(other: String, normal: String) {
        #expect(other.lowercased() == normal.lowercased(), "else this tests nothing")
        #expect(UserName.normalized(other) != UserName.normalized(normal))
        #expect(Array(UserName.normalized(normal).utf8) == Array(normal.utf8))
    }

    @Test(arguments: ["alice", "zo\u{EB}", "\u{D558}", "a%b", "\u{1F40D}"]) func normalNamesStay(name: String) {
        #expect(Array(UserName.normalized(name).utf8) == Array(name.utf8))
    }
}
