import Scoreboard
import Testing

@Suite struct NearestNameTests {
    private static let names = ["hammer", "bell", "negishi", "gautschi", "refresh_sec"]

    /// One change each: another letter, one too many, one too few, two in the wrong order; and letters of another size.
    @Test(arguments: [
        ("hanmer", "hammer"), ("belll", "bell"), ("negshi", "negishi"), ("gautshci", "gautschi"), ("BELL", "bell"),
        ("bell", "bell"),
    ])
    func whatIsMeant(typed: String, name: String) {
        #expect(NearestName.of(typed, among: Self.names) == name)
    }

    /// Two changes are a slip; three are one in nine letters or more.
    @Test func howFarOffIsTooFar() {
        #expect(NearestName.of("bexx", among: ["bell"]) == "bell")
        #expect(NearestName.of("bxxx", among: ["bell"]) == nil)
        #expect(NearestName.of("refxxxsec", among: ["refresh_sec"]) == nil)
        #expect(NearestName.of("rexxxsh_sec", among: ["refresh_sec"]) == "refresh_sec")
        #expect(NearestName.of("anything", among: [String]()) == nil)
    }

    @Test func theNearestOfSeveralAndTheFirstOfEquals() {
        #expect(NearestName.of("bela", among: ["belt", "bella", "bell"]) == "belt")
        #expect(NearestName.of("bell", among: ["belt", "bell"]) == "bell")
    }
}
