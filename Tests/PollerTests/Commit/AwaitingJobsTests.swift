@testable import Poller
import Scoreboard
import SeededNumbers
import Storage
import Testing

/// The awaiting jobs of a month, against a plain table of them.
@Suite struct AwaitingJobsTests {
    private static func job(_ id: UInt32, submit: UInt32 = 100, cores: Int64 = 1) -> AwaitingJob {
        AwaitingJob(
            identity: JobIdentity(jobID: id, submitTime: submit), user: "ann", start: Timestamp(seconds: 200),
            end: Timestamp(seconds: 300), coreSeconds: cores, requestedMemoryBytes: 0, credited: nil)
    }

    /// Few jobs become one segment.
    private static func all(_ jobs: AwaitingJobs) -> [AwaitingJob]? {
        let division = jobs.division()
        return division.kept.isEmpty && division.new.count == 1 ? division.new.first.map(Array.init) : nil
    }

    @Test func segmentsComeTogetherInOrderAndTheLastOfAnIdentityCounts() {
        let jobs = AwaitingJobs([[Self.job(5), Self.job(9)], [Self.job(7), Self.job(5, cores: 2)], []])
        #expect(Self.all(jobs) == [Self.job(5, cores: 2), Self.job(7), Self.job(9)])
        #expect(!jobs.hasChanged)
        #expect(AwaitingJobs([]).division().new.isEmpty)
    }

    @Test func whatChangesTakesThePlaceOfWhatWasRead() {
        var jobs = AwaitingJobs([[Self.job(2), Self.job(4), Self.job(6)]])
        jobs.remove(Self.job(3).identity)
        #expect(!jobs.hasChanged, "nobody waited there")
        jobs.put(Self.job(1))
        jobs.put(Self.job(4, cores: 9))
        jobs.remove(Self.job(6).identity)
        jobs.put(Self.job(5))
        jobs.put(Self.job(8))
        jobs.remove(Self.job(8).identity)
        #expect(jobs.hasChanged)
        #expect(Self.all(jobs) == [Self.job(1), Self.job(2), Self.job(4, cores: 9), Self.job(5)])
        #expect(jobs[Self.job(4).identity]?.coreSeconds == 9)
        #expect(jobs[Self.job(2).identity] == Self.job(2))
        for gone: UInt32 in [0, 3, 6, 8, 9] { #expect(jobs[Self.job(gone).identity] == nil) }
        jobs.put(Self.job(6, cores: 3))
        #expect(jobs[Self.job(6).identity]?.coreSeconds == 3)
    }

    /// Requeued jobs have one id and several submit times.
    @Test func jobsAreFoundByTheirIDs() {
        var jobs = AwaitingJobs([[Self.job(2), Self.job(4, submit: 100), Self.job(4, submit: 150), Self.job(6)]])
        func submits(_ id: UInt32) -> [UInt32] { jobs.jobs(ofID: id).map(\.identity.submitTime).sorted() }
        #expect(submits(4) == [100, 150])
        #expect(submits(3) == [])
        jobs.put(Self.job(4, submit: 120))
        jobs.remove(JobIdentity(jobID: 4, submitTime: 100))
        jobs.put(Self.job(3))
        #expect(submits(4) == [120, 150])
        #expect(submits(3) == [100])
        jobs.remove(Self.job(3).identity)
        jobs.put(Self.job(4, submit: 150, cores: 7))
        #expect(submits(3) == [])
        #expect(submits(4) == [120, 150])
        #expect(jobs.jobs(ofID: 4).map(\.coreSeconds).sorted() == [1, 7])
        jobs.put(Self.job(4, submit: 100))
        #expect(submits(4) == [100, 120, 150])
    }

    @Test func largeSegmentsOfWhichNothingChangedStay() {
        func jobs(_ ids: ClosedRange<UInt32>) -> [AwaitingJob] { ids.map { Self.job($0) } }
        func ids(_ division: AwaitingJobs.Division) -> [ClosedRange<UInt32>] {
            division.new.map { $0[$0.startIndex].identity.jobID...$0[$0.endIndex - 1].identity.jobID }
        }
        var awaiting = AwaitingJobs([jobs(1...10), jobs(11...15), jobs(16...19), jobs(20...29)])
        var division = awaiting.division(lengthOfLast: 10)
        #expect(division.kept == [0, 1, 3], "the third has less than half of ten")
        #expect(ids(division) == [16...19])
        awaiting.remove(Self.job(12).identity)
        awaiting.put(Self.job(30))
        awaiting.put(Self.job(31))
        division = awaiting.division(lengthOfLast: 10)
        #expect(division.kept == [0, 3])
        #expect(ids(division) == [11...31], "ten: 11, 13 to 19, 30 and 31")
        for id in UInt32(32)...35 { awaiting.put(Self.job(id)) }
        division = awaiting.division(lengthOfLast: 10)
        #expect(ids(division) == [11...35], "four are too few before ten")
        awaiting.put(Self.job(36))
        division = awaiting.division(lengthOfLast: 10)
        #expect(ids(division) == [11...16, 17...36])
        #expect(division.new.map(\.count) == [5, 10])
        for id in UInt32(37)...66 { awaiting.put(Self.job(id)) }
        division = awaiting.division(lengthOfLast: 10)
        #expect(division.new.map(\.count) == [15, 20, 10], "of 45; 15 are fewer than forty, and not too few")
        let backwards = AwaitingJobs([jobs(1...10).reversed()])
        #expect(backwards.division(lengthOfLast: 10).kept.isEmpty, "it is put into order")
    }

    @Test func tooManySegmentsAreDividedAnew() {
        let segments = (0..<13).map { number in (0..<10).map { Self.job(UInt32(number * 10 + $0 + 1)) } }
        let few = AwaitingJobs(Array(segments[..<12])).division(lengthOfLast: 10)
        #expect(few.kept == Array(0..<12) && few.new.isEmpty)
        let many = AwaitingJobs(segments).division(lengthOfLast: 10)
        #expect(many.kept.isEmpty)
        #expect(many.new.map(\.count) == [60, 40, 20, 10])
        #expect(many.new.flatMap(Array.init) == segments.flatMap(\.self))
    }

    /// Written and read again many times over, also where an identity stands in several segments.
    @Test(arguments: 0..<40) func segmentsHaveWhatATableHas(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func anyID() -> UInt32 { UInt32.random(in: 1...90, using: &random) }
        var segments = (0..<Int.random(in: 0...6, using: &random)).map { number in
            (0..<Int.random(in: 0...14, using: &random)).map { _ in Self.job(anyID(), cores: Int64(number)) }
        }
        var table = Dictionary(segments.joined().map { ($0.identity, $0) }) { $1 }
        for round in 1...5 {
            var awaiting = AwaitingJobs(segments)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let job = Self.job(anyID(), cores: Int64(round * 100))
                if Bool.random(using: &random) {
                    awaiting.put(job)
                    table[job.identity] = job
                } else {
                    awaiting.remove(job.identity)
                    table[job.identity] = nil
                }
            }
            for id in UInt32(1)...90 {
                let identity = Self.job(id).identity
                #expect(awaiting[identity] == table[identity])
                #expect(awaiting.jobs(ofID: id) == [table[identity]].compactMap(\.self))
            }
            let division = awaiting.division(lengthOfLast: 8)
            segments = division.kept.map { segments[$0] } + division.new.map(Array.init)
        }
        let jobs = Dictionary(segments.joined().map { ($0.identity, $0) }) { $1 }
        #expect(jobs == table)
    }
}
