import Scoreboard

extension ExperienceScale {
    /// What a metric is called: as the hiscores say, or plainly where there are no levels.
    var metricWord: String { hasLevels ? "Skill" : "Metric" }
    /// What the total experience is called.
    var totalWord: String { hasLevels ? "Total XP" : "Score" }
}
