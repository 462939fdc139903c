@testable import Poller
import Scoreboard
import Storage
import Testing

/// The awaiting jobs of a month, against a plain table of them.
@Suite struct AwaitingJobsTests {
    private static func job(_ id: UInt32, submit: UInt32 = 100, cores: Int64 = 1) -> AwaitingJob {
        AwaitingJob(
            identity: JobIdentity(jobID: id, submitTime: submit), user: "ann", start: Timestamp(seconds: 200),
            end: Timestamp(seconds: 300), coreSeconds: cores, requestedMemoryBytes: 0, credited: nil)
    }

    @Test func segmentsComeTogetherInOrderAndTheLastOfAnIdentityCounts() {
        let jobs = AwaitingJobs([[Self.job(5), Self.job(9)], [Self.job(7), Self.job(5, cores: 2)], []])
        #expect(jobs.all() == [Self.job(5, cores: 2), Self.job(7), Self.job(9)])
        #expect(!jobs.hasChanged)
        #expect(AwaitingJobs([]).all() == [])
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
        #expect(jobs.all() == [Self.job(1), Self.job(2), Self.job(4, cores: 9), Self.job(5)])
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
}
