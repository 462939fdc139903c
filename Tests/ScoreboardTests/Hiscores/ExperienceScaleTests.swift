import Testing

@testable import Scoreboard

@Suite struct ExperienceScaleTests {
    private let values = MetricValues(UserTotalsTests.four)

    /// Of the four sample jobs; levels from the game's published table (2 at 83, 4 at 276, 6 at 512, 7 at 650).
    @Test(arguments: [
        (Metric.coreHours, 40.5, 1), (.wallHours, 35, 1), (.gpuHours, 600, 6), (.gpuWallHours, 300, 4),
        (.maxMemory, 3, 1), (.jobs, 40, 1),
    ])
    func `Skills give experience and levels`(metric: Metric, experience: Double, level: Int) {
        #expect(ExperienceScale.standard.experience(metric, values) == experience)
        #expect(ExperienceScale.standard.level(metric, values) == level)
    }

    @Test func `Totals are sums over the skills`() {
        #expect(ExperienceScale.standard.totalLevel(values) == 14)
        #expect(ExperienceScale.standard.totalExperience(values) == 1018.5)
        #expect(ExperienceScale.standard.totalLevel(MetricValues()) == 6)
    }

    @Test func `Without levels there is experience alone`() {
        var scale = ExperienceScale.standard
        scale.hasLevels = false
        #expect(scale.level(.gpuHours, values) == nil && !scale.hasLevel(.gpuHours))
        #expect(scale.experience(.gpuHours, values) == 600)
        #expect(scale.totalLevel(values) == 0)
        #expect(scale.totalExperience(values) == 1018.5)
    }

    @Test func `Deaths have no level`() {
        #expect(ExperienceScale.standard.experience(.failedJobs, values) == nil)
        #expect(ExperienceScale.standard.level(.failedJobs, values) == nil)
        #expect(
            ExperienceScale.standard.skills
                == [.coreHours, .wallHours, .gpuHours, .gpuWallHours, .maxMemory, .jobs])
    }

    @Test func `A site's own scale is used`() {
        let scale = ExperienceScale(experiencePerUnit: [.failedJobs: 50])
        #expect(scale.skills == [.failedJobs])
        #expect(scale.totalExperience(values) == 100)
        #expect(scale.totalLevel(values) == 2)
    }
}
