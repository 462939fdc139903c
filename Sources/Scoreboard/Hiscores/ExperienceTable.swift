/// RuneScape's table of experience and levels.
///
/// `xp(L) = floor( 1/4 · Σ_{l=1}^{L-1} floor( l + 300·2^(l/7) ) )`; source: the game's published experience table
/// (level 2 at 83, level 99 at 13,034,431, "virtual" level 126 at 188,884,740).
package enum ExperienceTable {
    /// The highest level there is, the virtual ones included.
    package static let highestLevel = 126

    /// The experience at which each level begins; index 0 is level 1.
    package static let thresholds: [Double] = {
        var sum = 0.0
        var thresholds = [0.0]
        for level in 1..<highestLevel {
            sum += (Double(level) + 300 * exponential2(Double(level) / 7)).rounded(.down)
            thresholds.append((sum / 4).rounded(.down))
        }
        return thresholds
    }()

    /// The level of an amount of experience: 1 to ``highestLevel``.
    package static func level(of experience: Double) -> Int {
        var low = 0
        var high = thresholds.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if thresholds[middle] <= experience { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// How much of the way to the next level is done: 0 to 0.9999, since a level that is not reached is not shown as
    /// reached; 1 at the highest level.
    package static func progress(of experience: Double) -> Double {
        let level = level(of: experience)
        guard level < highestLevel else { return 1 }
        let from = thresholds[level - 1]
        return min(0.9999, max(0, (experience - from) / (thresholds[level] - from)))
    }
}
