package import Sacct
package import Scoreboard

/// What decides how rows become rollups.
package struct ReductionRules: Equatable, Sendable {
    /// The states that count as failures.
    package var failures: JobStateSet
    package var parsing: ParsingRules
    /// Whether memory and CPU use are gathered from step rows.
    package var tracksSteps: Bool
    /// The probability that the Bloom filter takes a new job for seen; such a job is settled by the exact set.
    package var falsePositiveRate: Double

    package init(
        failures: JobStateSet = .failures, parsing: ParsingRules = ParsingRules(), tracksSteps: Bool = true,
        falsePositiveRate: Double = 1e-4
    ) {
        self.failures = failures
        self.parsing = parsing
        self.tracksSteps = tracksSteps
        self.falsePositiveRate = falsePositiveRate
    }
}
