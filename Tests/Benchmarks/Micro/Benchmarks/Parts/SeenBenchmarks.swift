import Benchmark
import BloomFilter
import Scoreboard
import Storage

/// What settles whether a job was counted: the hash, the filter and the exact set.
enum SeenBenchmarks {
    private static let count = 100_000

    static func register() {
        Benchmark("SHA-1: a message of 1 MB") { benchmark, message in
            message.withUnsafeBytes { blackHole(SHA1.digest(of: $0)) }
        } setup: {
            [UInt8](repeating: 0x61, count: 1_000_000)
        }
        Benchmark("SHA-1: 100,000 identities, one by one") { benchmark, jobs in
            var sum: UInt64 = 0
            for job in jobs { sum &+= FilterKey(jobID: job.jobID, submitTime: job.submitTime).h1 }
            blackHole(sum)
        } setup: {
            identities
        }
        Benchmark("Filter: 100,000 identities inserted, hash included") { benchmark, jobs in
            let packed = jobs.map(\.packed)
            var filter = BloomFilter(parameters: parameters)
            benchmark.startMeasurement()
            packed.withUnsafeBufferPointer { _ = filter.insert(packed: $0) }
            benchmark.stopMeasurement()
            guard filter.insertedCount == count else { return benchmark.error("\(filter.insertedCount) inserted") }
        } setup: {
            identities
        }
        Benchmark("Filter: 100,000 strangers asked for, hash included") { benchmark, filter in
            var known = 0
            for job in identities where filter.contains(FilterKey(jobID: job.jobID &+ 9_000_000, submitTime: 1)) {
                known &+= 1
            }
            guard known < count / 1_000 else { return benchmark.error("\(known) taken for known") }
        } setup: {
            filled
        }
        Benchmark("Filter: encoded, 100,000 identities") { benchmark, filter in
            blackHole(BloomFilterCodec.encode(filter))
        } setup: {
            filled
        }
        registerExactSet()
    }

    private static func registerExactSet() {
        for (order, jobs) in [("in order", identities), ("shuffled", shuffled)] {
            Benchmark("Exact set: 100,000 inserted \(order)") { benchmark in
                var set = IdentitySet()
                for job in jobs { set.insert(job) }
                guard set.count == count else { return benchmark.error("\(set.count) inserted") }
            }
            Benchmark("Exact set: 100,000 asked for \(order)") { benchmark, set in
                var found = 0
                for job in jobs where set.contains(job) { found &+= 1 }
                guard found == count else { return benchmark.error("\(found) found") }
            } setup: {
                exact
            }
        }
        Benchmark("Exact set: encoded, 100,000 identities") { benchmark, set in
            blackHole(IdentitySetCodec.encode(set))
        } setup: {
            exact
        }
        Benchmark("Exact set: decoded, 100,000 identities") { benchmark, file in
            blackHole(try IdentitySetCodec.decode(file))
        } setup: {
            IdentitySetCodec.encode(exact)
        }
    }

    /// As accounting prints them: ids one after the other, submitted some seconds apart, now and then much earlier.
    private static let identities: [JobIdentity] = {
        var random = NumberStream(state: 1)
        var submit: UInt32 = 1_790_812_800
        return (0..<count).map { index in
            submit &+= UInt32(random.next() % 40)
            let isLate = random.next() % 100 == 0
            return JobIdentity(jobID: 4_000_000 + UInt32(index), submitTime: isLate ? submit - 90_000 : submit)
        }
    }()

    private static let shuffled: [JobIdentity] = {
        var random = NumberStream(state: 2)
        return identities.shuffled(using: &random)
    }()

    private static let parameters = SeenJobs.parameters(
        forCount: UInt64(count), falsePositiveRate: SeenJobs.defaultFalsePositiveRate)

    private static let filled: BloomFilter = {
        var filter = BloomFilter(parameters: parameters)
        identities.map(\.packed).withUnsafeBufferPointer { _ = filter.insert(packed: $0) }
        return filter
    }()

    private static let exact: IdentitySet = {
        var set = IdentitySet()
        for job in identities { set.insert(job) }
        return set
    }()
}
