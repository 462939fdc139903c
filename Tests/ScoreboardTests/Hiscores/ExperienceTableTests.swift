import Testing

@testable import Scoreboard

/// Expected values from the game's published table.
@Suite struct ExperienceTableTests {
    @Test(arguments: [
        (2, 83.0), (3, 174), (10, 1154), (50, 101_333), (70, 737_627), (92, 6_517_253), (99, 13_034_431),
        (126, 188_884_740),
    ])
    func levelBegins(level: Int, experience: Double) {
        #expect(ExperienceTable.thresholds[level - 1] == experience)
        #expect(ExperienceTable.level(of: experience) == level)
        #expect(ExperienceTable.level(of: experience - 1) == level - 1)
    }

    @Test func progressIsNeverShownAsReached() {
        #expect(ExperienceTable.progress(of: 0) == 0)
        #expect(ExperienceTable.progress(of: 41.5) == 0.5)
        #expect(ExperienceTable.progress(of: 82.9999) == 0.9999)
        #expect(ExperienceTable.progress(of: 1e12) == 1)
    }
}
