import Poller
import Scoreboard
import Synchronization

/// A clock of a poller that ends on a word of its own, and not with the process.
struct EndingClock: PollClock {
    /// It is said by whoever wants the poller to end.
    final class Word: Sendable {
        private let said = Atomic<Bool>(false)

        var isSaid: Bool { said.load(ordering: .relaxed) }

        func say() { said.store(true, ordering: .relaxed) }
    }

    let clock: FakeClock
    let word: Word

    var isEndRequested: Bool { word.isSaid }

    func now() -> Timestamp { clock.now() }

    func sleep(milliseconds: Int) { clock.sleep(milliseconds: milliseconds) }
}
