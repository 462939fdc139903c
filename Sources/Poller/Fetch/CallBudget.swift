package import Scoreboard
package import Storage

/// A token bucket for calls of sacct: so many a minute for a cluster, all processes together, retries included.
///
/// The calls of the last minute stand in `rate.json`; whoever wants to call takes its lock, and either notes the call or
/// waits until the oldest is a minute old.
package struct CallBudget {
    /// Why no call may be made.
    package enum Problem: Error, CustomStringConvertible {
        /// The program was asked to end while it waited.
        case interrupted
        /// The last calls failed, and the next may not be made before a moment.
        case backingOff(until: Timestamp, failures: Int)
        /// The accounting has answered as many bytes today as it may; history waits until the next day.
        case bytesOfTheDaySpent(until: Timestamp)

        package var description: String {
            switch self {
            case .interrupted: "stopped on request while it waited for the next call of sacct"
            case .backingOff(let until, let failures):
                "the last \(failures) calls of sacct failed; the next is made at \(until)"
            case .bytesOfTheDaySpent(let until): "sacct has answered all it may today; history goes on at \(until)"
            }
        }
    }

    /// What a call is for.
    package enum Purpose: Sendable {
        /// What has ended since the last look.
        case catchUp
        /// Anything else: it may wait.
        case history
    }

    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let clock: any PollClock
    private let callsPerMinute: Int

    private static let windowSeconds: Int64 = 60

    /// - Parameter callsPerMinute: At least 1.
    package init(
        directory: ClusterDirectory, files: any FileSystem, clock: any PollClock, callsPerMinute: Int
    ) {
        self.directory = directory
        self.files = files
        self.clock = clock
        self.callsPerMinute = max(1, min(callsPerMinute, RateLedger.maximumCalls))
    }

    /// Waits until a call is allowed, and notes it.
    ///
    /// - Parameter onWait: Called once before waiting, with the milliseconds until the next call may be made.
    /// - Returns: The milliseconds that were waited.
    package func spend(onWait: (Int) -> Void = { _ in }) throws -> Int {
        var waited = 0
        while true {
            guard let milliseconds = try tryToSpend() else { return waited }
            if waited == 0 { onWait(milliseconds) }
            clock.sleep(milliseconds: milliseconds)
            waited += milliseconds
            if Termination.isRequested { throw Problem.interrupted }
        }
    }

    /// Adds what an answer weighed to the bytes of the day.
    package func note(bytes: Int) throws {
        try update { ledger, now in
            if ledger.day != now.day { ledger = RateLedger(calls: ledger.calls, day: now.day) }
            ledger.bytesToday += Int64(bytes)
        }
    }

    /// What was asked lately.
    package func ledger() throws -> RateLedger {
        let path = directory.path(of: .rate)
        guard let bytes = try files.readIfPresent(path) else { return RateLedger(day: clock.now().day) }
        do {
            return try RateLedger(decoding: bytes, path: path)
        } catch {
            if error.isOfNewerProgram { throw error }
            return spentLedger
        }
    }

    /// Nothing is lost with a damaged ledger but the memory of one minute: a full minute is then taken for spent.
    private var spentLedger: RateLedger {
        RateLedger(calls: Array(repeating: clock.now(), count: callsPerMinute), day: clock.now().day)
    }

    /// Nil when the call was noted, else the milliseconds to wait.
    private func tryToSpend() throws -> Int? {
        var wait: Int?
        try update { ledger, now in
            // A clock that was set back must not lock us out: calls from the future are forgotten.
            ledger.calls.removeAll { now - $0 >= CallBudget.windowSeconds || $0 > now }
            if ledger.calls.count < callsPerMinute {
                ledger.calls.append(now)
            } else {
                let oldest = ledger.calls[ledger.calls.count - callsPerMinute]
                wait = Int(CallBudget.windowSeconds - (now - oldest)) * 1000
            }
        }
        return wait
    }

    private func update(_ change: (inout RateLedger, Timestamp) -> Void) throws {
        let now = clock.now()
        let holder = LockHolder.current(program: "slurm-sb-tui", at: now)
        let lock = try FileLock.acquire(directory.path(of: .rate) + ".lock", as: holder, waiting: 10)
        defer { lock.release() }
        var ledger: RateLedger
        do {
            let path = directory.path(of: .rate)
            ledger =
                try files.readIfPresent(path).map { try RateLedger(decoding: $0, path: path) }
                ?? RateLedger(day: now.day)
        } catch {
            guard let damage = DamagedFile(error), !damage.isOfNewerProgram else { throw error }
            try files.quarantine(damage.path, at: now)
            ledger = spentLedger
        }
        change(&ledger, now)
        try files.atomicWrite(directory.path(of: .rate), ledger.encoded())
    }
}
