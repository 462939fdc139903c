import SeededNumbers
import Testing

@testable import Scoreboard

@Suite struct LevelSearchTests {
    @Test func `A level is how many thresholds are reached`() {
        var dice = SeededGenerator(seed: 1)
        let edges = ExperienceTable.thresholds.flatMap { [$0, $0.nextDown, $0.nextUp] }
        let others = (0..<5000).map { _ in exponential2(Double.random(in: -3...30, using: &dice)) }
        for experience in edges + others + [-1, 0, 0.5, 1, 1e300, .infinity, .nan] {
            let reached = ExperienceTable.thresholds.count { $0 <= experience }
            #expect(ExperienceTable.level(of: experience) == max(1, reached), "\(experience)")
        }
    }
}
