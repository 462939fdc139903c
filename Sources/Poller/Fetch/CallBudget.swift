package import Sacct
package import Scoreboard
package import Storage

/// What may be asked of a cluster's accounting: so many calls of sacct a minute, so many bytes a day, and none for a while
/// after calls that failed; all processes together, retries included.
///
/// What was asked stands in `rate.json`. Whoever wants to call takes its lock for a moment, and either notes the call, or
/// sleeps until the oldest call is old enough, or learns that there is no use in waiting.
///
/// The machines' clocks count whole seconds and differ between login nodes. So a call is old after 61 of them, which is
/// more than a minute in truth; and a call that lies ahead of this clock by no more than a minute counts. One that lies
/// farther ahead was noted by a clock that was wrong, and must not lock everybody out.
package struct CallBudget {
    /// What a call is for.
    package enum Purpose: Sendable {
        /// What has ended lately. May use all bytes of the day.
        case catchUp
        /// What ended long ago. Stops when four fifths of the day's bytes are used, so that the boards stay fresh.
        case history
    }

    /// Why no call may be made.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// The program was asked to end while it waited.
        case interrupted
        /// So many calls in a row have failed, and the accounting is left alone until then.
        case backingOff(until: Timestamp, failures: Int)
        /// The bytes of the day are used up; the next day begins then.
        case bytesOfTheDaySpent(until: Timestamp)

        package var description: String {
            switch self {
            case .interrupted:
                "stopped on request while it waited for the next call of sacct"
            case .backingOff(let end, let failures):
                "sacct has failed \(failures == 1 ? "once" : "\(failures) times in a row"); it is not called before \(end)"
            case .bytesOfTheDaySpent(let end):
                "sacct has answered as many bytes as a day may have; it is not called for this before \(end)"
            }
        }
    }

    /// A day's bytes, unless something else is set.
    package static let defaultBytesPerDay: Int64 = 2_000_000_000
    /// After so many seconds a call is forgotten: one more than a minute.
    package static let windowSeconds: Int64 = 61

    /// Of the cluster whose accounting it is.
    let directory: ClusterDirectory
    let files: any FileSystem
    private let clock: any PollClock
    private let callsPerMinute: Int
    private let bytesPerDay: Int64
    private let random: () -> Double

    /// - Parameters:
    ///   - callsPerMinute: At least 1.
    ///   - bytesPerDay: 0 for no limit. The day is that of UTC; the last answer may go beyond.
    ///   - random: From 0 up to but not including 1; spreads the calls after failures.
    package init(
        directory: ClusterDirectory, files: any FileSystem, clock: any PollClock, callsPerMinute: Int,
        bytesPerDay: Int64 = CallBudget.defaultBytesPerDay, random: @escaping () -> Double = { .random(in: 0..<1) }
    ) {
        self.directory = directory
        self.files = files
        self.clock = clock
        self.callsPerMinute = max(1, min(callsPerMinute, RateLedger.maximumCalls))
        self.bytesPerDay = max(0, bytesPerDay)
        self.random = random
    }

    /// Waits until a call is allowed, and notes it.
    ///
    /// - Parameters:
    ///   - purpose: What the call is for: history leaves a part of the day to the present.
    ///   - onWait: Called once before waiting, with the milliseconds until the next call may be made.
    /// - Returns: The milliseconds that were waited.
    /// - Throws: `Problem` when waiting is of no use, and what writing the ledger throws.
    package func spend(for purpose: Purpose, onWait: (Int) -> Void = { _ in }) throws -> Int {
        var waited = 0
        while true {
            if isEndRequested { throw Problem.interrupted }
            guard let milliseconds = try tryToSpend(purpose) else { return waited }
            if waited == 0 { onWait(milliseconds) }
            clock.sleep(milliseconds: milliseconds)
            waited += milliseconds
        }
    }

    /// Whether the poller has been asked to end.
    var isEndRequested: Bool { clock.isEndRequested }

    /// Throws the `Problem` that a call would meet now, if there is one; spends nothing and does not wait.
    package func check(_ purpose: Purpose) throws { try check(try ledger(), purpose, clock.now()) }

    /// Notes an answer: its bytes, and that the accounting is well.
    ///
    /// - Parameter learn: What the call taught about costs.
    package func noteAnswer(bytes: Int, learn: (inout CallCosts) -> Void = { _ in }) throws {
        try update { ledger, now in
            add(bytes, to: &ledger, now)
            Backoff.noteSuccess(in: &ledger)
            learn(&ledger.costs)
            return true
        }
    }

    /// Notes a call that failed, with the bytes that came before it did.
    ///
    /// - Parameter learn: What the call taught about costs.
    package func note(
        _ failure: ProcessFailure, bytes: Int = 0, learn: (inout CallCosts) -> Void = { _ in }
    ) throws {
        try update { ledger, now in
            add(bytes, to: &ledger, now)
            Backoff.note(failure, in: &ledger, now: now, random: random())
            learn(&ledger.costs)
            return true
        }
    }

    /// How many calls may be made at once, without waiting.
    func callsLeft(in ledger: RateLedger) -> Int {
        max(0, callsPerMinute - ledger.calls.count { CallBudget.counts($0, at: clock.now()) })
    }

    /// The seconds from one call to the next, when calls are made without end.
    var secondsPerCall: Double { 60 / Double(callsPerMinute) }

    /// What was asked lately.
    package func ledger() throws -> RateLedger {
        let path = directory.path(of: .rate)
        guard let bytes = try files.readIfPresent(path) else { return RateLedger(day: clock.now().day) }
        return (try? RateLedger(decoding: bytes, path: path)) ?? spentLedger
    }

    /// Little is lost with a damaged ledger: the memory of one minute, for which a full minute is taken for spent; the bytes
    /// of the day; and a backoff, which the next failure begins anew.
    private var spentLedger: RateLedger {
        RateLedger(calls: Array(repeating: clock.now(), count: callsPerMinute), day: clock.now().day)
    }

    /// Nil when the call was noted, else the milliseconds to wait.
    private func tryToSpend(_ purpose: Purpose) throws -> Int? {
        var wait: Int?
        try update { ledger, now in
            try check(ledger, purpose, now)
            let recent = ledger.calls.filter { CallBudget.counts($0, at: now) }
            guard recent.count < callsPerMinute else {
                wait = Int(CallBudget.windowSeconds - (now - recent[recent.count - callsPerMinute])) * 1000
                return false
            }
            // In order: a clock that is behind notes its call before those of the others.
            ledger.calls = (recent + [now]).sorted()
            return true
        }
        return wait
    }

    private static func counts(_ call: Timestamp, at now: Timestamp) -> Bool {
        (-60..<windowSeconds).contains(now - call)
    }

    private func check(_ ledger: RateLedger, _ purpose: Purpose, _ now: Timestamp) throws {
        if let end = Backoff.end(in: ledger, now: now) {
            throw Problem.backingOff(until: end, failures: Int(clamping: ledger.failures))
        }
        guard bytesPerDay > 0, ledger.day == now.day else { return }
        let allowed =
            switch purpose {
            case .catchUp: bytesPerDay
            case .history: bytesPerDay / 5 * 4
            }
        if ledger.bytesToday >= max(1, allowed) {
            throw Problem.bytesOfTheDaySpent(until: now.day.adding(days: 1).start)
        }
    }

    private func add(_ bytes: Int, to ledger: inout RateLedger, _ now: Timestamp) {
        if ledger.day != now.day { (ledger.day, ledger.bytesToday) = (now.day, 0) }
        let (sum, isTooMuch) = ledger.bytesToday.addingReportingOverflow(Int64(bytes))
        ledger.bytesToday = isTooMuch ? .max : sum
    }

    /// - Parameter change: Says whether there is something to write.
    private func update(_ change: (inout RateLedger, Timestamp) throws -> Bool) throws {
        let lock = try FileLock.acquire(
            directory.path(of: .rate) + ".lock", as: .current(program: "slurm-sb-tui", at: clock.now()), waiting: 10)
        defer { lock.release() }
        // The time counts from here: the lock may have been waited for.
        let now = clock.now()
        let path = directory.path(of: .rate)
        var ledger: RateLedger
        var isNew = false
        do {
            ledger =
                try files.readIfPresent(path).map { try RateLedger(decoding: $0, path: path) }
                ?? RateLedger(day: now.day)
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            try files.quarantine(damage.path, at: now)
            ledger = spentLedger
            isNew = true
        }
        if try change(&ledger, now) || isNew { try files.atomicWrite(path, ledger.encoded()) }
    }
}
