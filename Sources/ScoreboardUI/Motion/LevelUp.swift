package import Scoreboard

/// A player has reached a level of a skill.
package struct LevelUp: Hashable, Sendable {
    package var user: String
    package var metric: Metric
    package var level: Int

    /// Who has more levels of all time than before. Whoever was not there before has reached nothing while one looked.
    ///
    /// - Returns: The highest levels first, then by name and skill.
    package static func all(
        from before: some Sequence<UserStanding>, to after: some Sequence<UserStanding>, scale: ExperienceScale
    ) -> [LevelUp] {
        let earlier = Dictionary(before.map { ($0.user, $0.allTime) }) { first, _ in first }
        let ups = after.flatMap { standing -> [LevelUp] in
            guard let old = earlier[standing.user], old != standing.allTime else { return [] }
            return scale.skills.compactMap { metric in
                guard let level = scale.level(metric, standing.allTime), level > scale.level(metric, old) ?? 0 else {
                    return nil
                }
                return LevelUp(user: standing.user, metric: metric, level: level)
            }
        }
        return ups.sorted { ($1.level, $0.user, $0.metric.rawValue) < ($0.level, $1.user, $1.metric.rawValue) }
    }
}
