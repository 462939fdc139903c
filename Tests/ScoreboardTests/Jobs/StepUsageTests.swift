import Testing

@testable import Scoreboard

@Suite struct StepUsageTests {
    @Test func `Memory is the largest of any step, CPU time the sum`() {
        var usage = StepUsage()
        usage.fold(StepUsage(maxRSSBytes: 5, averageRSSBytes: 5, cpuMilliseconds: 100))
        usage.fold(StepUsage(maxRSSBytes: 9, averageRSSBytes: 3, cpuMilliseconds: 20))
        usage.fold(StepUsage(maxRSSBytes: nil, averageRSSBytes: nil, cpuMilliseconds: 3))
        #expect(usage == StepUsage(maxRSSBytes: 9, averageRSSBytes: 5, cpuMilliseconds: 123))
    }

    @Test func `What no step measured stays unknown`() {
        var usage = StepUsage()
        usage.fold(StepUsage(cpuMilliseconds: 7))
        #expect(usage == StepUsage(maxRSSBytes: nil, averageRSSBytes: nil, cpuMilliseconds: 7))
        usage.fold(StepUsage(maxRSSBytes: 0))
        #expect(usage.maxRSSBytes == 0)
        #expect(usage.averageRSSBytes == nil)
    }

    @Test func `The order of steps does not matter`() {
        let steps = [
            StepUsage(maxRSSBytes: 4, averageRSSBytes: nil, cpuMilliseconds: 1),
            StepUsage(maxRSSBytes: nil, averageRSSBytes: 8, cpuMilliseconds: 10),
            StepUsage(maxRSSBytes: 6, averageRSSBytes: 2, cpuMilliseconds: 100),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var usage = StepUsage()
            for index in order { usage.fold(steps[index]) }
            #expect(usage == StepUsage(maxRSSBytes: 6, averageRSSBytes: 8, cpuMilliseconds: 111))
        }
    }
}
