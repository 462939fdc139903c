import Sacct
import Scoreboard
import Testing

@Suite struct StepLedgerTests {
    static func job(_ id: UInt32, submit: UInt32, start: Int64, end: Int64) -> Job {
        Job(
            identity: JobIdentity(jobID: id, submitTime: submit), user: 0, state: .completed,
            elapsedSeconds: end - start, allocatedCPUs: 1, start: Timestamp(seconds: start),
            end: Timestamp(seconds: end))
    }

    static func step(_ id: UInt32, at start: Int64, rss: Int64, cpu: Int64 = 0) -> StepRow {
        StepRow(
            jobID: id, start: Timestamp(seconds: start), end: nil,
            usage: StepUsage(maxRSSBytes: rss, averageRSSBytes: rss / 2, cpuMilliseconds: cpu))
    }

    @Test func theLargestStepCountsAndCPUTimesAddUp() {
        var ledger = StepLedger()
        ledger.open(Self.job(12, submit: 0, start: 10, end: 20), payload: 7)
        ledger.fold(Self.step(12, at: 10, rss: 100, cpu: 5))
        ledger.fold(Self.step(12, at: 11, rss: 900, cpu: 6))
        ledger.fold(Self.step(12, at: 12, rss: 300, cpu: 7))
        #expect(ledger.entries.map(\.usage) == [StepUsage(maxRSSBytes: 900, averageRSSBytes: 450, cpuMilliseconds: 18)])
        #expect(ledger.entries.map(\.payload) == [7])
    }

    @Test func stepsBeforeTheirJobWait() {
        var ledger = StepLedger()
        ledger.fold(Self.step(12, at: 11, rss: 900))
        #expect(ledger.loose.count == 1)
        ledger.open(Self.job(12, submit: 0, start: 10, end: 20), payload: 1)
        ledger.settleLoose()
        #expect(ledger.loose.isEmpty)
        #expect(ledger.entries.first?.usage?.maxRSSBytes == 900)
    }

    @Test func eachAttemptOfARequeuedJobHasItsOwnSteps() {
        var ledger = StepLedger()
        ledger.open(Self.job(35, submit: 46, start: 49, end: 50), payload: 1)
        ledger.fold(Self.step(35, at: 49, rss: 10))
        ledger.open(Self.job(35, submit: 50, start: 59, end: 61), payload: 2)
        ledger.fold(Self.step(35, at: 59, rss: 20))
        // Rows sorted otherwise: a step of the first attempt after the second's row.
        ledger.fold(Self.step(35, at: 50, rss: 30))
        #expect(ledger.entries.map(\.usage?.maxRSSBytes) == [30, 20])
    }

    @Test func aResizedJobKeepsTheStepsOfItsFirstSegmentApart() {
        var ledger = StepLedger()
        // The second segment keeps the first one's start.
        ledger.open(Self.job(36, submit: 50, start: 50, end: 51), payload: 1)
        ledger.fold(Self.step(36, at: 50, rss: 10))
        ledger.open(Self.job(36, submit: 51, start: 50, end: 62), payload: 2)
        ledger.fold(Self.step(36, at: 50, rss: 20))
        #expect(ledger.entries.map(\.usage?.maxRSSBytes) == [10, 20])
    }

    @Test func stepsOfAJobCountedBeforeAreKeptApart() {
        var ledger = StepLedger()
        ledger.pass(Self.job(12, submit: 3, start: 10, end: 20))
        #expect(ledger.entries.isEmpty)
        ledger.fold(Self.step(12, at: 11, rss: 900))
        #expect(ledger.entries.map(\.payload) == [StepLedger.notOpened])
        #expect(ledger.entries.map(\.identity.submitTime) == [3])
    }

    @Test func aSecondAnswerRepeatsTheJobsRow() {
        var ledger = StepLedger()
        ledger.open(Self.job(12, submit: 3, start: 10, end: 20), payload: 1)
        ledger.open(Self.job(13, submit: 3, start: 10, end: 20), payload: 2)
        ledger.pass(Self.job(12, submit: 3, start: 10, end: 20))
        ledger.fold(Self.step(12, at: 11, rss: 900))
        #expect(ledger.entries.map(\.usage?.maxRSSBytes) == [900, nil])
    }

    @Test func aStepThatComesAgainAddsNothing() {
        var ledger = StepLedger()
        var step = Self.step(12, at: 11, rss: 900, cpu: 6)
        step.key = 77
        for _ in 1...2 {
            ledger.pass(Self.job(12, submit: 3, start: 10, end: 20))
            ledger.fold(step)
        }
        step.key = 78
        ledger.fold(step)
        #expect(ledger.entries.map(\.usage?.cpuMilliseconds) == [12])
    }

    @Test func aStepBeforeItsAttemptsRowFindsIt() {
        var ledger = StepLedger()
        ledger.open(Self.job(35, submit: 46, start: 49, end: 50), payload: 1)
        ledger.fold(Self.step(35, at: 60, rss: 20))
        ledger.open(Self.job(35, submit: 50, start: 59, end: 61), payload: 2)
        ledger.settleLoose()
        #expect(ledger.entries.map(\.usage?.maxRSSBytes) == [nil, 20])
    }

    @Test func stepsOfJobsThatAreNotWantedAreDropped() {
        var ledger = StepLedger()
        ledger.ignore(jobID: 2)
        ledger.fold(Self.step(2, at: 11, rss: 900))
        #expect(ledger.loose.isEmpty)
        #expect(ledger.entries.isEmpty)
        #expect(ledger.stepCount == 1)
    }
}
