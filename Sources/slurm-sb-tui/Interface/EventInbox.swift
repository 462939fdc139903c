import Scoreboard
import ScoreboardUI
import Synchronization

/// Answers of effects, on their way to the screen's thread.
final class EventInbox: Sendable {
    private let events = Mutex<[Event]>([])

    func put(_ event: Event) { events.withLock { $0.append(event) } }

    /// Puts what a poller says. As long as it waits, it is one event for each poller, however much is said.
    func put(_ report: PollingReport, lines: [PollingLine], at now: Timestamp) {
        events.withLock { waiting in
            for (index, event) in waiting.enumerated() {
                if case .polled(let earlier, let before, _) = event, earlier.cluster == report.cluster,
                    earlier.started == report.started
                {
                    let all = PollingLog(before + lines).lines
                    waiting[index] = .polled(report, lines: all, at: now)
                    return
                }
            }
            waiting.append(.polled(report, lines: lines, at: now))
        }
    }

    func takeAll() -> [Event] {
        events.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
