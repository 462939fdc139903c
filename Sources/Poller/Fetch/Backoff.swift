package import Sacct
package import Scoreboard
package import Storage

/// How long the accounting is left alone after calls that failed. Pure.
///
/// The n-th failure in a row is followed by 30 s × 2^(n−1), at most 48 minutes, times a random factor from 0.75 to 1.25: half
/// a minute, one, two, … and never more than an hour. The factor keeps the pollers of many clusters with one slurmdbd from
/// coming back together. One success ends it.
///
/// A failure that only asks for a smaller window (`ProcessFailure.wantsSmallerWindow`) is not followed by any time: the
/// accounting answers, the window is about to be halved, and the token bucket keeps the pace. That holds for
/// ``freeNarrowings`` of them in a row, one fewer than the halvings from a year down to an hour; then the window cannot be
/// what is wrong (a database that hangs times out at any size), and they count like the others.
package enum Backoff {
    /// After the first failure, before the random factor.
    package static let baseSeconds: Int64 = 30
    /// The longest time, random factor included.
    package static let capSeconds: Int64 = 3_600
    /// Failures in a row that ask for a smaller window and cost nothing.
    package static let freeNarrowings: Int64 = 12

    /// Notes a call that failed.
    ///
    /// - Parameter random: From 0 up to but not including 1.
    package static func note(_ failure: ProcessFailure, in ledger: inout RateLedger, now: Timestamp, random: Double) {
        guard failure.isOfTheAccounting else { return }
        if failure.wantsSmallerWindow, ledger.narrowings < freeNarrowings {
            ledger.narrowings += 1
            return
        }
        ledger.failures = min(ledger.failures, 1_000_000) + 1
        ledger.notBefore = now + seconds(afterFailures: ledger.failures, random: random)
    }

    /// Notes a call that succeeded.
    package static func noteSuccess(in ledger: inout RateLedger) {
        (ledger.failures, ledger.narrowings, ledger.notBefore) = (0, 0, nil)
    }

    /// Until when no call may be made; nil when one may. A moment that lies farther ahead than any backoff comes from a clock
    /// that was set back, and holds nobody.
    package static func end(in ledger: RateLedger, now: Timestamp) -> Timestamp? {
        guard let end = ledger.notBefore, end > now, end - now <= capSeconds else { return nil }
        return end
    }

    /// - Parameter failures: At least 1.
    static func seconds(afterFailures failures: Int64, random: Double) -> Int64 {
        // 2^7 × 30 s is beyond the cap already.
        let doubled = Double(baseSeconds << min(max(0, failures - 1), 16))
        let longest = Double(capSeconds) / 1.25
        return Int64((min(longest, doubled) * (0.75 + 0.5 * random)).rounded())
    }
}
