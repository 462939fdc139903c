import BloomFilter
import Foundation
import Scoreboard
import SeededNumbers
import Testing

@testable import Storage

@Suite("Seen jobs")
struct SeenJobsTests {
    /// The two files of a month, as a poller leaves them between slices.
    private struct Files: Equatable {
        var filter: [UInt8]?
        var identities: [UInt8]?
    }

    private struct LoadFailed: Error {}

    private func open(_ files: Files, rate: Double, onLoad: @escaping () -> Void = {}) throws -> SeenJobs {
        guard let filter = files.filter, let identities = files.identities else {
            return SeenJobs(falsePositiveRate: rate)
        }
        return SeenJobs(filter: try BloomFilterCodec.decode(filter), falsePositiveRate: rate) {
            onLoad()
            return try IdentitySetCodec.open(identities)
        }
    }

    /// Polls one slice and returns how many of its jobs were new.
    private func poll(
        _ slice: some Sequence<JobIdentity>, _ files: inout Files, rate: Double = 1e-4
    ) throws -> SeenJobsStatistics {
        var seen = try open(files, rate: rate)
        for job in slice { _ = try seen.insert(job) }
        files = Files(filter: try seen.encodedFilter(), identities: try seen.encodedIdentities())
        return seen.statistics
    }

    @Test func `an empty month has no files`() throws {
        var seen = SeenJobs()
        #expect(try seen.encodedFilter() == nil)
        #expect(try seen.encodedIdentities() == nil)
        #expect(!seen.hasNewJobs)
        #expect(seen.count == 0)
    }

    @Test func `the same rows again are all seen and change no byte`() throws {
        var files = Files()
        let jobs = (0..<3_000).map { identity($0) }
        #expect(try poll(jobs, &files).newCount == 3_000)
        let before = files
        for again in [jobs, jobs.reversed(), jobs + jobs] {
            let statistics = try poll(again, &files)
            #expect(statistics.newCount == 0)
            #expect(statistics.seenCount == again.count)
            #expect(files == before)
        }
    }

    /// One slice, in order, against many, shuffled, overlapping: equal bytes.
    @Test(arguments: [10, 1_024, 1_025, 5_000])
    func `the files depend neither on order nor on slices`(count: Int) throws {
        let jobs = (0..<count).map { identity($0) }
        var expected = Files()
        _ = try poll(jobs, &expected)
        var random = SeededGenerator(seed: 21)
        for sliceLength in [7, 100, 999, 4_000] where count / sliceLength < 200 {
            let shuffled = jobs.shuffled(using: &random)
            var files = Files()
            var new = 0
            for start in stride(from: 0, to: count, by: sliceLength) {
                let overlap = max(0, start - sliceLength / 3)
                new += try poll(shuffled[overlap..<min(count, start + sliceLength)], &files).newCount
            }
            #expect(new == count)
            #expect(files == expected)
        }
    }

    @Test func `a filter that is not needed to settle anything leaves the exact set alone`() throws {
        var files = Files()
        _ = try poll((0..<500).map { identity($0) }, &files)
        var loads = 0
        var seen = try open(files, rate: 1e-4) { loads += 1 }
        for number in 500..<520 { #expect(try seen.insert(identity(number))) }
        #expect(loads == 0)
        #expect(seen.statistics.settledByFilterCount == 20)
        #expect(try !seen.insert(identity(3)))
        #expect(loads == 1)
        #expect(try !seen.insert(identity(510)))
        #expect(seen.count == 520)
        #expect(loads == 1)
    }

    @Test func `files that do not belong together are refused, and a failed load marks nothing`() throws {
        var files = Files()
        _ = try poll((0..<500).map { identity($0) }, &files)
        let filter = try BloomFilterCodec.decode(try #require(files.filter))
        var other = IdentitySet()
        for number in 0..<499 { other.insert(identity(number)) }
        var short = SeenJobs(filter: filter) { [other] in .whole(other) }
        #expect(throws: SeenJobsError.differentCounts(inFilter: 500, inExactSet: 499)) {
            try short.insert(identity(3))
        }
        other.insert(identity(9_000))
        var foreign = SeenJobs(filter: filter) { [other] in .whole(other) }
        #expect(try foreign.insert(identity(9_000)))
        let job = identity(9_000)
        #expect(throws: SeenJobsError.filterLacksJob(jobID: job.jobID, submitTime: job.submitTime)) {
            try foreign.encodedFilter()
        }
        var failing = SeenJobs(filter: filter) { throw LoadFailed() }
        #expect(throws: LoadFailed.self) { try failing.insert(identity(3)) }
        #expect(throws: LoadFailed.self) { try failing.insert(identity(3)) }
        #expect(failing.count == 500)
        #expect(!failing.hasNewJobs)
    }

    @Test func `a lost filter is made anew from the exact set, the same to the byte`() throws {
        var files = Files()
        _ = try poll((0..<2_000).map { identity($0) }, &files)
        let exact = try IdentitySetCodec.decode(try #require(files.identities))
        var seen = SeenJobs(identities: exact)
        #expect(try seen.encodedFilter() == files.filter)
        #expect(seen.statistics.rebuildCount == 1)
    }

    /// At the planned number and at three times of it: 100,000 strangers each, 100 of them expected at 1e-3 at the most.
    @Test(arguments: [2_048, 3 * 2_048])
    func `the rate holds, also when the filter has grown`(count: Int) throws {
        var files = Files()
        _ = try poll((0..<2_048).map { identity($0) }, &files, rate: 1e-3)
        #expect(try BloomFilterCodec.decode(try #require(files.filter)).parameters.plannedCount == 2_048)
        for start in stride(from: 2_048, to: count, by: 512) {
            _ = try poll((start..<start + 512).map { identity($0) }, &files, rate: 1e-3)
        }
        let filter = try BloomFilterCodec.decode(try #require(files.filter))
        #expect(filter.insertedCount == UInt64(count))
        #expect(filter.parameters.plannedCount == (count == 2_048 ? 2_048 : 8_192))
        let strangers = 100_000
        let mistaken = (0..<strangers).count { number in
            let job = identity(1_000_000 + number)
            return filter.contains(FilterKey(jobID: job.jobID, submitTime: job.submitTime))
        }
        #expect(Double(mistaken) / Double(strangers) < 2e-3)
        #expect(try IdentitySetCodec.decode(try #require(files.identities)).countMissing(from: filter) == 0)
    }

    /// At p = 0.5 the filter is wrong about every other new job. In each slice it is asked first and is soon wrong; then the
    /// exact set settles all. At the end strangers are shown to the filter alone, to see that it really is so coarse.
    ///
    /// 100,000 jobs; with LONG_TESTS=1 ten million, for a release build (`swift test -c release`).
    @Test func `no job is lost at a rate of one half`() throws {
        let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
        let (total, sliceLength) = isLong ? (10_000_000, 500_000) : (100_000, 10_000)
        var files = Files()
        var (new, met) = (0, 0)
        for start in stride(from: 0, to: total, by: sliceLength) {
            let slice = (start..<start + sliceLength).lazy.map { identity($0) }
            let statistics = try poll(slice, &files, rate: 0.5)
            new += statistics.newCount
            met += statistics.falsePositiveCount
        }
        #expect(new == total)
        #expect(met > 5)
        let exact = try IdentitySetCodec.decode(try #require(files.identities))
        #expect(exact.count == total)
        let filter = try BloomFilterCodec.decode(try #require(files.filter))
        var strangersTakenForSeen = 0
        for number in total..<total + 10_000 {
            let job = identity(number)
            if filter.contains(FilterKey(jobID: job.jobID, submitTime: job.submitTime)) { strangersTakenForSeen += 1 }
        }
        #expect(strangersTakenForSeen > 2_000)
        var again = try open(files, rate: 0.5)
        var doubled = 0
        for number in 0..<total where try again.insert(identity(number)) { doubled += 1 }
        #expect(doubled == 0)
    }
}
