import ScoreboardUI
import Synchronization

/// Answers of effects, on their way to the screen's thread.
final class EventInbox: Sendable {
    private let events = Mutex<[Event]>([])

    func put(_ event: Event) { events.withLock { $0.append(event) } }

    func takeAll() -> [Event] {
        events.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
