import Testing

@testable import Scoreboard

@Suite struct JobStateTests {
    @Test func `A cancelled job has not failed`() {
        let failures: Set<JobState> = [.failed, .nodeFail, .outOfMemory, .preempted, .timeout]
        for state in JobState.allCases {
            #expect(JobStateSet.failures.contains(state) == failures.contains(state), "\(state)")
        }
    }

    @Test func `A set holds what it was made of`() {
        for state in JobState.allCases {
            let set = JobStateSet([state])
            #expect(JobState.allCases.filter(set.contains) == [state])
            #expect(set.rawValue.nonzeroBitCount == 1)
        }
        let all = JobStateSet(JobState.allCases)
        #expect(JobState.allCases.allSatisfy(all.contains))
        #expect(JobStateSet([.failed, .failed]) == JobStateSet([.failed]))
        #expect(!JobStateSet([]).contains(.completed))
    }

    @Test func `What waits, runs or belongs to another cluster has not ended`() {
        let open: [JobState] = [.pending, .running, .suspended, .revoked]
        #expect(JobState.allCases.filter { !$0.hasEnded } == open)
    }

    @Test func `Every state has a name of its own and is found by it`() {
        #expect(Set(JobState.allCases.map(\.name)).count == JobState.allCases.count)
        for state in JobState.allCases { #expect(JobState(name: state.name) == state) }
        #expect(JobState(name: "OUT_OF_MEMORY") == .outOfMemory)
        #expect(JobState(name: "completed") == nil)
        #expect(JobState(name: "") == nil)
    }

    @Test func `Identities sort by job and then by submit time`() {
        let first = JobIdentity(jobID: 1, submitTime: .max)
        let second = JobIdentity(jobID: 2, submitTime: 0)
        let again = JobIdentity(jobID: 2, submitTime: 1)
        #expect([again, second, first].sorted() == [first, second, again])
        for identity in [first, second, again] { #expect(JobIdentity(packed: identity.packed) == identity) }
    }
}
