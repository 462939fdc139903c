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
        guard experience >= 1 else { return 1 }
        let octave = Int(experience.bitPattern >> 48) - firstOctave
        guard octave < starts.count else { return highestLevel }
        var level = Int(starts[octave])
        while level < highestLevel, thresholds[level] <= experience { level += 1 }
        return level
    }

    /// The level at which each sixteenth of a power of two begins, from 1 on: one or two steps below any amount in it.
    /// Ranking by total level asks for levels a hundred thousand times.
    private static let starts: [UInt8] = (0..<28 * 16).map { octave in
        let start = Double(bitPattern: UInt64(octave + firstOctave) << 48)
        return UInt8(thresholds.prefix { $0 <= start }.count)
    }

    /// The upper 16 bits of 1.0: the exponent and the first four bits of the fraction.
    private static let firstOctave = Int((1.0).bitPattern >> 48)

    /// How much of the way to the next level is done: 0 to 0.9999, since a level that is not reached is not shown as
    /// reached; 1 at the highest level.
    package static func progress(of experience: Double) -> Double {
        let level = level(of: experience)
        guard level < highestLevel else { return 1 }
        let from = thresholds[level - 1]
        return min(0.9999, max(0, (experience - from) / (thresholds[level] - from)))
    }
}
