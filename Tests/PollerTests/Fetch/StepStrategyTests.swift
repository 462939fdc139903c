import Poller
import Storage
import Testing

/// Figures where nothing was measured: 0.07 ms a job without steps, 0.38 ms with, 0.5 ms an id.
@Suite struct StepStrategyTests {
    private static func strategy(_ costs: CallCosts = CallCosts(), callsLeft: Int = 1) -> StepStrategy {
        StepStrategy(costs: costs, callsLeft: callsLeft, secondsPerCall: 30)
    }

    @Test func aTicksFewJobsAreAskedById() {
        // 20 ids: 10 ms. The window of a tick: 2000 jobs with steps, 760 ms.
        #expect(Self.strategy().choice(asked: 20, beyond: 15, inWindow: 2000, idsPerCall: 14_000) == .byID)
    }

    @Test func manyJobsAreAskedForByTheirWindow() {
        // 30,000 ids are three calls, two of them waited for: 15 s + 60 s. The window is one: 11.4 s.
        #expect(Self.strategy().choice(asked: 30_000, beyond: 0, inWindow: 30_000, idsPerCall: 14_000) == .window)
        // With a call for the 100 that began before it, one is waited for: 11.5 s + 30 s.
        #expect(Self.strategy().choice(asked: 30_000, beyond: 100, inWindow: 30_000, idsPerCall: 14_000) == .window)
    }

    /// One call by id, 5 s, or two with a window, 3.8 s: the second call is worth it when it need not be waited for.
    @Test func callsThatAreLeftDecide() {
        func choice(_ left: Int) -> StepStrategy.Choice {
            Self.strategy(callsLeft: left).choice(asked: 10_000, beyond: 10, inWindow: 10_000, idsPerCall: 14_000)
        }
        #expect(choice(1) == .byID)
        #expect(choice(2) == .window)
    }

    @Test func whatWasMeasuredDecides() {
        // By id it takes 5 ms each here: 50 s; the window 3.8 s and a call that is waited for, 30 s.
        let slowIDs = CallCosts(microsecondsPerID: 5000)
        #expect(
            Self.strategy(slowIDs).choice(asked: 10_000, beyond: 10, inWindow: 10_000, idsPerCall: 14_000) == .window)
        // Windows with steps take 10 ms a job: 300 s would not end in time, however many calls it saves.
        let slowWindows = CallCosts(microsecondsPerJobWithSteps: 10_000)
        #expect(
            Self.strategy(slowWindows).choice(asked: 30_000, beyond: 0, inWindow: 30_000, idsPerCall: 14_000) == .byID)
    }

    @Test func idsOfOneCallEndInAMinute() {
        #expect(Self.strategy().affordableIDs == 120_000)
        #expect(Self.strategy(CallCosts(microsecondsPerID: 30_000)).affordableIDs == 2_000)
        #expect(Self.strategy(CallCosts(microsecondsPerID: 60_000_000)).affordableIDs == 200)
    }

    @Test func historyComesWithItsStepsOnceThatIsKnownToBeAffordable() {
        func together(_ costs: CallCosts, days: Int64) -> Bool {
            Self.strategy(costs).asksTogether(windowOf: days * 86_400)
        }
        #expect(!together(CallCosts(), days: 1), "nothing is known")
        // 9,000 jobs: 3.4 s elsewhere, so at most 13.7 s. 10,000 might take 15.2 s.
        #expect(together(CallCosts(jobsPerDay: 9_000), days: 1))
        #expect(!together(CallCosts(jobsPerDay: 10_000), days: 1))
        // Measured: 0.4 ms. 36,000 jobs take 14.4 s, 38,000 take 15.2 s.
        #expect(together(CallCosts(microsecondsPerJobWithSteps: 400, jobsPerDay: 36_000), days: 1))
        #expect(!together(CallCosts(microsecondsPerJobWithSteps: 400, jobsPerDay: 38_000), days: 1))
        #expect(!together(CallCosts(microsecondsPerJobWithSteps: 400, jobsPerDay: 36_000), days: 2))
    }

    @Test func theNewestMeasurementWeighsAQuarter() {
        var costs = CallCosts()
        costs.learn(.ids, jobs: 1000, milliseconds: 800)
        #expect(costs.microsecondsPerID == 800)
        costs.learn(.ids, jobs: 2000, milliseconds: 800)
        #expect(costs.microsecondsPerID == 700)
        // The time of few is that of connecting.
        costs.learn(.ids, jobs: 199, milliseconds: 8000)
        #expect(costs.microsecondsPerID == 700)
        costs.learn(.jobs, jobs: 36_566, milliseconds: 2_500)
        #expect(costs.microsecondsPerJob == 68)
    }

    @Test func aTimeoutIsRememberedAndFades() {
        var costs = CallCosts()
        costs.learn(.jobsWithSteps, jobs: 30_000, failedAfterMilliseconds: 300_000)
        #expect(costs.microsecondsPerJobWithSteps == 10_000)
        // A call about few jobs that ends in no time says nothing about jobs.
        costs.learn(.ids, jobs: 21, failedAfterMilliseconds: 300_000)
        #expect(costs.microsecondsPerID == nil)
        // 10,000 − 9,620 / 16
        costs.learn(.ids, jobs: 1000, milliseconds: 500)
        #expect(costs.microsecondsPerJobWithSteps == 9_399)
    }
}
