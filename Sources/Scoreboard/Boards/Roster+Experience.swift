extension Roster {
    /// What each skill's unit is worth, by the raw value of its metric.
    private static func worths(_ scale: ExperienceScale) -> (skills: MetricSet, worths: [Double]) {
        var worths = [Double](repeating: 0, count: Metric.allCases.count)
        for (metric, worth) in scale.experiencePerUnit { worths[metric.rawValue] = worth }
        return (MetricSet(scale.skills), worths)
    }

    /// Everybody's ``ExperienceScale/totalExperience(_:)``.
    package func experience(_ scale: ExperienceScale, in period: StandingPeriod) -> [Double] {
        let (skills, worths) = Roster.worths(scale)
        return worths.withUnsafeBufferPointer { worths in
            sums(skills, in: period) { skill, value in worths[skill] * value }
        }
    }

    /// Everybody's ``ExperienceScale/totalLevel(_:)``.
    package func totalLevels(_ scale: ExperienceScale, in period: StandingPeriod) -> [Double] {
        guard scale.hasLevels else { return [Double](repeating: 0, count: count) }
        let (skills, worths) = Roster.worths(scale)
        return worths.withUnsafeBufferPointer { worths in
            sums(skills, in: period) { skill, value in Double(ExperienceTable.level(of: worths[skill] * value)) }
        }
    }

    /// Both at once: of a period that is a difference, every value is worked out anew at each visit.
    func levelsAndExperience(
        _ scale: ExperienceScale, in period: StandingPeriod
    ) -> (levels: [Double], experience: [Double]) {
        let (skills, worths) = Roster.worths(scale)
        var levels = [Double](repeating: 0, count: count)
        var experience = levels
        visit(skills, in: period) { skill, values in
            let worth = worths[skill]
            levels.withUnsafeMutableBufferPointer { levels in
                experience.withUnsafeMutableBufferPointer { experience in
                    for user in values.indices {
                        let amount = worth * values[user]
                        experience[user] += amount
                        levels[user] += Double(ExperienceTable.level(of: amount))
                    }
                }
            }
        }
        return (levels, experience)
    }

    /// Everybody's place in the order of names, which those of equal names share.
    package var placesByName: [Double] {
        var places = [Double](repeating: 0, count: count)
        let order = indicesByName
        for (place, index) in order.enumerated() {
            let isSame = place > 0 && names[Int(index)] == names[Int(order[place - 1])]
            places[Int(index)] = isSame ? places[Int(order[place - 1])] : Double(place)
        }
        return places
    }

    /// The sum of some values of some users; what was not wanted is zero.
    package func sum(
        _ metrics: MetricSet, in period: StandingPeriod, where isCounted: (Int) -> Bool
    ) -> MetricValues {
        var sums = [Double](repeating: 0, count: Metric.allCases.count)
        visit(metrics, in: period) { metric, values in
            for user in values.indices where isCounted(user) { sums[metric] += values[user] }
        }
        return MetricValues(each: sums)
    }

    /// Everybody in the order of names.
    var indicesByName: [Int32] {
        let all = indices.map { Int32($0) }
        guard !isByName else { return all }
        return NameOrder(names).sorted(all.map { UInt32($0) }).map { Int32($0) }
    }
}
