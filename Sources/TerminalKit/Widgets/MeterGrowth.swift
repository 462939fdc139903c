/// Meters on their way from what they showed to what they show.
package struct MeterGrowth: Hashable, Sendable {
    /// What part of each meter was filled at the start, by key; a meter that is not here grows from nothing.
    package var origins: [String: Double]
    /// How much of the way is gone, 0 to 1.
    package var progress: Double

    package init(from origins: [String: Double], progress: Double) {
        self.origins = origins
        self.progress = progress
    }

    /// What part of a meter is shown as filled now.
    package func shown(_ fraction: Double, key: String) -> Double {
        let origin = origins[key] ?? 0
        return progress >= 1 ? fraction : origin + (fraction - origin) * progress
    }

    /// Quick at first and then ever slower: how far something is that moves so, after a part of its time.
    package static func eased(_ part: Double) -> Double {
        let left = 1 - min(1, max(0, part))
        return 1 - left * left * left
    }
}
