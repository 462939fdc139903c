import Poller
import Scoreboard
import Storage
import Testing

@Suite struct CallBudgetTests {
    @Test func aThirdCallInAMinuteWaits() throws {
        let bench = try PollBench([])
        let files = PosixFileSystem(root: bench.root.path)
        try files.createDirectories(bench.directory.stateDirectory)
        func budget() -> CallBudget {
            CallBudget(directory: bench.directory, files: files, clock: bench.clock, callsPerMinute: 2)
        }
        // Two budgets are two processes: they share the file.
        #expect(try budget().spend() == 0)
        bench.clock.advance(seconds: 10)
        #expect(try budget().spend() == 0)
        bench.clock.advance(seconds: 5)
        var announced = 0
        #expect(try budget().spend(onWait: { announced = $0 }) == 45_000)
        #expect(announced == 45_000)
        #expect(bench.clock.sleptMilliseconds == 45_000)
        #expect(try budget().spend() == 10_000)
    }

    @Test func aClockThatWasSetBackLocksNobodyOut() throws {
        let bench = try PollBench([])
        let files = PosixFileSystem(root: bench.root.path)
        try files.createDirectories(bench.directory.stateDirectory)
        let budget = CallBudget(directory: bench.directory, files: files, clock: bench.clock, callsPerMinute: 1)
        #expect(try budget.spend() == 0)
        bench.clock.advance(seconds: -86_400)
        #expect(try budget.spend() == 0)
    }

    @Test func bytesAreCountedByDay() throws {
        let bench = try PollBench([])
        let files = PosixFileSystem(root: bench.root.path)
        try files.createDirectories(bench.directory.stateDirectory)
        let budget = CallBudget(directory: bench.directory, files: files, clock: bench.clock, callsPerMinute: 1)
        try budget.note(bytes: 100)
        try budget.note(bytes: 23)
        #expect(try budget.ledger().bytesToday == 123)
        bench.clock.advance(seconds: 86_400)
        try budget.note(bytes: 7)
        #expect(try budget.ledger().bytesToday == 7)
    }
}
