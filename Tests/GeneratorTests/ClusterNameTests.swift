import Scoreboard
import Testing

@testable import Generator

@Suite("Names of clusters")
struct ClusterNameTests {
    @Test("The five come first, then more of their character, all with names and jobs of their own")
    func first() throws {
        #expect(ClusterProfile.first(5) == ClusterProfile.all)
        let twelve = ClusterProfile.first(12)
        #expect(
            twelve.dropFirst(5).map(\.name) == [
                "hammer2", "negishi2", "bell2", "gautschi2", "gilbreth2", "hammer3", "negishi3",
            ])
        #expect(Set(ClusterProfile.first(200).map(\.name)).count == 200)
        #expect(ClusterProfile.first(200).allSatisfy { ClusterProfile(name: $0.name) == $0 })
        let texts = try twelve.map { try GeneratedText(.october($0, jobs: 100)).bytes }
        #expect(Set(texts).count == 12)
    }

    @Test("A known cluster with a number behind it has its character")
    func numbered() {
        let other = ClusterProfile(name: "bell17")
        var bell = ClusterProfile.bell
        #expect(other != bell)
        bell.name = "bell17"
        #expect(other == bell)
    }

    @Test(
        "Any other name has the character of one of the five, whatever it is",
        arguments: ["anvil", "a", "7", "hammer-2", "2bell", "bell2x", "cluster.with.dots", ""])
    func others(name: String) throws {
        let profile = ClusterProfile(name: name)
        #expect(profile.name == name)
        #expect(
            ClusterProfile.all.contains { known in
                var known = known
                known.name = name
                return known == profile
            })
        #expect(try GeneratedText(.october(profile, jobs: 20)).jobs.count == 20)
    }

    @Test("Names are spread over the characters")
    func spread() {
        let characters = (0..<100).map { ClusterProfile(name: "site\($0)-x").medianSeconds }
        #expect(Set(characters).count == 5)
    }
}
