package import BloomFilter
import Scoreboard

extension IdentitySet {
    /// How many of the jobs the filter does not know: anything but zero means that one of the two is not what was written,
    /// or that they do not belong together. Every job is hashed.
    package func countMissing(from filter: BloomFilter) -> Int {
        var missing = 0
        forEachRun { run in
            for packed in run {
                let identity = JobIdentity(packed: packed)
                let key = FilterKey(jobID: identity.jobID, submitTime: identity.submitTime)
                if !filter.contains(key) { missing += 1 }
            }
        }
        return missing
    }
}
