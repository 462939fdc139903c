import Testing

@testable import Sacct

/// Each step of a job counts once.
@Suite struct AttachedStepsTests {
    /// As many steps as a chain is short, and far more.
    @Test(arguments: [1, 3, 16, 17, 500]) func aStepIsNewOnce(count: Int) {
        var steps = AttachedSteps()
        var chains = [AttachedSteps.none, AttachedSteps.none]
        // Of both jobs by turns, so that their chains cross.
        for step in 0..<UInt64(count) {
            for job in 0...1 {
                let isNew = steps.insert(step, of: job, chain: &chains[job])
                #expect(isNew, "step \(step) of job \(job)")
            }
        }
        for step in 0..<UInt64(count) {
            for job in 0...1 {
                let isNew = steps.insert(step, of: job, chain: &chains[job])
                #expect(!isNew, "step \(step) of job \(job) again")
            }
        }
        let isNew = steps.insert(UInt64(count), of: 0, chain: &chains[0])
        #expect(isNew)
    }

    @Test func whatIsForgottenIsNewAgain() {
        var steps = AttachedSteps()
        var chains = [AttachedSteps.none, AttachedSteps.none]
        for step in 0..<UInt64(40) {
            for job in 0...1 { _ = steps.insert(step, of: job, chain: &chains[job]) }
        }
        steps.forget([0])
        chains[0] = AttachedSteps.none
        var new = [0, 0]
        for step in 0..<UInt64(40) {
            for job in 0...1 where steps.insert(step, of: job, chain: &chains[job]) { new[job] += 1 }
        }
        #expect(new == [40, 0])
    }
}
