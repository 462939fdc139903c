import Foundation
import Poller
import Sacct
import Scoreboard
import Storage
import Testing

@Suite struct CallBudgetTests {
    private static let refused = ProcessFailure.failed(program: "sacct", status: .code(1), message: "refused")
    private static let slow = ProcessFailure.timedOut(program: "sacct", seconds: 300)

    private static func bench() throws -> PollBench {
        let bench = try PollBench([])
        try PosixFileSystem(root: bench.root.path).createDirectories(bench.directory.stateDirectory)
        return bench
    }

    /// A budget of its own is a process of its own: they share the file.
    private static func budget(
        _ bench: PollBench, calls: Int = 2, bytes: Int64 = 0, random: Double = 0.5
    ) -> CallBudget {
        CallBudget(
            directory: bench.directory, files: PosixFileSystem(root: bench.root.path), clock: bench.clock,
            callsPerMinute: calls, bytesPerDay: bytes, random: { random })
    }

    @Test func aThirdCallInAMinuteWaits() throws {
        let bench = try Self.bench()
        func budget() -> CallBudget { Self.budget(bench) }
        #expect(try budget().spend(for: .catchUp) == 0)
        bench.clock.advance(seconds: 10)
        #expect(try budget().spend(for: .history) == 0)
        bench.clock.advance(seconds: 5)
        var announced = 0
        // Whole seconds: the first call may have been made at the end of its second, this one at the beginning.
        #expect(try budget().spend(for: .catchUp, onWait: { announced = $0 }) == 46_000)
        #expect(announced == 46_000)
        #expect(bench.clock.sleptMilliseconds == 46_000)
        #expect(try budget().spend(for: .catchUp) == 10_000)
    }

    @Test func aClockThatWasSetBackLocksNobodyOut() throws {
        let bench = try Self.bench()
        let budget = Self.budget(bench, calls: 1)
        #expect(try budget.spend(for: .catchUp) == 0)
        try budget.note(Self.refused)
        bench.clock.advance(seconds: -86_400)
        #expect(try budget.spend(for: .catchUp) == 0)
    }

    /// Login nodes differ by some seconds: what another one notes ahead of our time counts.
    @Test func aClockThatIsAheadCounts() throws {
        let bench = try Self.bench()
        bench.clock.advance(seconds: 20)
        #expect(try Self.budget(bench, calls: 1).spend(for: .catchUp) == 0)
        bench.clock.advance(seconds: -20)
        #expect(try Self.budget(bench, calls: 1).spend(for: .catchUp) == 81_000)
    }

    @Test func bytesAreCountedByDay() throws {
        let bench = try Self.bench()
        let budget = Self.budget(bench)
        try budget.noteAnswer(bytes: 100)
        try budget.note(Self.refused, bytes: 23)
        #expect(try budget.ledger().bytesToday == 123)
        bench.clock.advance(seconds: 86_400)
        try budget.noteAnswer(bytes: 7)
        #expect(try budget.ledger().bytesToday == 7)
    }

    @Test func historyLeavesAFifthOfTheDaysBytes() throws {
        let bench = try Self.bench()
        let budget = Self.budget(bench, calls: 100, bytes: 1000)
        try budget.noteAnswer(bytes: 799)
        #expect(try budget.spend(for: .history) == 0)
        try budget.noteAnswer(bytes: 1)
        // Noon; the next day begins twelve hours later.
        let midnight = PollBench.noon + 43_200
        #expect(throws: CallBudget.Problem.bytesOfTheDaySpent(until: midnight)) { try budget.spend(for: .history) }
        #expect(try budget.spend(for: .catchUp) == 0)
        try budget.noteAnswer(bytes: 200)
        #expect(throws: CallBudget.Problem.bytesOfTheDaySpent(until: midnight)) { try budget.spend(for: .catchUp) }
        #expect(try budget.ledger().calls.count == 2, "what is refused is not noted")
        bench.clock.advance(seconds: 43_200)
        #expect(try budget.spend(for: .history) == 0)
        // 0 is no limit.
        try budget.noteAnswer(bytes: 1 << 40)
        #expect(try Self.budget(bench, calls: 100).spend(for: .history) == 0)
    }

    /// 30 s, doubled by every further failure up to 48 minutes, with the random factor 0.75, 1 or nearly 1.25.
    @Test func failuresAreFollowedByEverLongerTimes() throws {
        let bench = try Self.bench()
        for (failures, seconds) in [30, 60, 120, 240, 480, 960, 1920, 2880, 2880].enumerated() {
            let random = [0.5, 0, 0.99][failures % 3]
            let budget = Self.budget(bench, calls: 100, random: random)
            #expect(try budget.spend(for: .catchUp) == 0)
            try budget.note(Self.refused)
            let wait = (Double(seconds) * (0.75 + random / 2)).rounded()
            #expect(wait <= 3600)
            let end = bench.clock.now() + Int64(wait)
            let problem = CallBudget.Problem.backingOff(until: end, failures: failures + 1)
            #expect(throws: problem) { try budget.spend(for: .catchUp) }
            bench.clock.advance(seconds: Int64(wait) - 1)
            #expect(throws: problem) { try budget.check(.history) }
            bench.clock.advance(seconds: 1)
            try budget.check(.history)
        }
        let budget = Self.budget(bench, calls: 100)
        try budget.noteAnswer(bytes: 1)
        #expect(try budget.ledger().failures == 0)
        try budget.note(Self.refused)
        #expect(throws: CallBudget.Problem.backingOff(until: bench.clock.now() + 30, failures: 1)) {
            try budget.check(.catchUp)
        }
    }

    @Test func whatOnlyWantsASmallerWindowCostsNoTimeAtFirst() throws {
        let bench = try Self.bench()
        let budget = Self.budget(bench)
        for _ in 0..<12 {
            try budget.note(Self.slow)
            try budget.check(.history)
        }
        // No window can be at fault any more.
        try budget.note(Self.slow)
        #expect(throws: CallBudget.Problem.backingOff(until: PollBench.noon + 30, failures: 1)) {
            try budget.check(.history)
        }
        try budget.noteAnswer(bytes: 1)
        try budget.note(Self.slow)
        try budget.check(.history)
    }

    @Test func whatIsNotTheAccountingsFaultCostsNoTime() throws {
        let bench = try Self.bench()
        let budget = Self.budget(bench)
        try budget.note(.notFound(program: "sacct"))
        try budget.note(.interrupted(program: "sacct"))
        try budget.check(.catchUp)
    }

    @Test func aDamagedLedgerIsAFullMinuteAndNoMore() throws {
        let bench = try Self.bench()
        let files = PosixFileSystem(root: bench.root.path)
        let budget = Self.budget(bench)
        try budget.note(Self.refused)
        try files.atomicWrite(bench.directory.path(of: .rate), Array("{".utf8))
        #expect(try budget.spend(for: .catchUp) == 61_000)
        #expect(try bench.paths().contains { $0.hasSuffix(".bad") })
        #expect(try budget.spend(for: .catchUp) == 0)
    }

    /// Ten callers with a clock that moves only while all of them sleep: so every time is exact.
    @Test func tenAtOnceKeepTheLimitBetweenThem() throws {
        let bench = try Self.bench()
        let clock = SharedClock(PollBench.noon, sleepers: 10)
        let files = PosixFileSystem(root: bench.root.path)
        let calls = SharedTimes()
        let directory = bench.directory
        let ended = DispatchSemaphore(value: 0)
        for _ in 0..<10 {
            Thread.detachNewThread {
                let budget = CallBudget(directory: directory, files: files, clock: clock, callsPerMinute: 2)
                for _ in 0..<3 {
                    guard (try? budget.spend(for: .catchUp)) != nil else { break }
                    calls.add(clock.now().seconds)
                }
                clock.leave()
                ended.signal()
            }
        }
        for _ in 0..<10 { ended.wait() }
        let times = calls.sorted
        #expect(times.count == 30)
        for (first, third) in zip(times, times.dropFirst(2)) { #expect(third - first > 60) }
        // Nobody looks more often than there is something to get: 15 minutes, at each of which all that wait wake once.
        #expect(clock.sleeps <= 15 * 10)
    }
}

/// Times that several threads note.
private final class SharedTimes: @unchecked Sendable {
    private let lock = NSLock()
    private var times: [Int64] = []

    func add(_ time: Int64) { lock.withLock { times.append(time) } }

    var sorted: [Int64] { lock.withLock { times.sorted() } }
}

/// A clock for several threads, which moves to the next one's time when all of them sleep.
private final class SharedClock: PollClock, @unchecked Sendable {
    private let condition = NSCondition()
    private var time: Int64
    private var awake: Int
    private var wakeUps: [Int64] = []
    private var sleepCount = 0

    init(_ time: Timestamp, sleepers: Int) {
        self.time = time.seconds
        awake = sleepers
    }

    var sleeps: Int { condition.withLock { sleepCount } }

    func now() -> Timestamp { condition.withLock { Timestamp(seconds: time) } }

    func sleep(milliseconds: Int) {
        condition.withLock {
            sleepCount += 1
            let end = time + Int64(milliseconds + 999) / 1000
            wakeUps.append(end)
            awake -= 1
            move()
            while time < end { condition.wait() }
        }
    }

    /// A thread that will not sleep again.
    func leave() {
        condition.withLock {
            awake -= 1
            move()
        }
    }

    private func move() {
        guard awake == 0, let next = wakeUps.min() else { return }
        time = next
        awake = wakeUps.count { $0 == next }
        wakeUps.removeAll { $0 == next }
        condition.broadcast()
    }
}
