import Scoreboard
import Testing

@Suite struct UsernamePatternTests {
    @Test(arguments: [
        (["*"], "anybody", true), (["*"], "", true), ([], "anybody", true), (["alice"], "alice", true),
        (["alice"], "alice2", false), (["alice"], "xalice", false), (["a?c"], "abc", true), (["a?c"], "ac", false),
        (["a*c"], "ac", true), (["a*c"], "abcabc", true), (["a*c"], "abcab", false), (["*b*"], "abc", true),
        (["[a-c]*"], "carol", true), (["[a-c]*"], "dave", false), (["[!a-c]*"], "dave", true), (["x[-a]"], "x-", true),
        (["ALICE"], "alice", true), (["a*", "b*"], "bob", true), (["a*", "b*"], "carol", false),
        (["*", "!root"], "root", false), (["*", "!root"], "root2", true), (["!svc-*"], "svc-web", false),
        (["!svc-*"], "alice", true), (["a*", "!ab*"], "abe", false), (["ü?"], "üß", true),
        (["uid:*"], "uid:2004", true),
    ])
    func matching(patterns: [String], name: String, isMatch: Bool) {
        #expect(UsernamePattern(patterns).matches(name) == isMatch)
    }

    @Test(arguments: ["a", "!a", "*", "[a]", "[a-]", "[!a]x", "a b"]) func patterns(text: String) {
        #expect(UsernamePattern.isPattern(text))
    }

    @Test(arguments: ["", "!", "[", "a]", "[]", "[!]", "[z-a]", String(repeating: "a", count: 257)])
    func noPatterns(text: String) {
        #expect(!UsernamePattern.isPattern(text))
    }

    /// A pattern that makes naive matchers take 2^n steps.
    @Test func manyRunsAreQuick() {
        let pattern = UsernamePattern([String(repeating: "*a", count: 100) + "b"])
        #expect(!pattern.matches(String(repeating: "a", count: 1000)))
    }
}
