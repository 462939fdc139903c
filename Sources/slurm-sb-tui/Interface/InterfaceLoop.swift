import CursesTerminal
import Scoreboard
import ScoreboardUI
import TerminalKit

/// Events in, frames out, effects done. Everything of the screen happens on the thread that calls `run`.
struct InterfaceLoop {
    let screen: any Screen
    let options: InterfaceOptions
    let source: StandingsSource
    let now: @Sendable () -> Timestamp
    private let quickLane: QuestionLane
    private let slowLane: QuestionLane
    /// Slurm may take long to answer, too.
    private let queueLane: QuestionLane

    /// The age of the data is shown in seconds at first, so the clock is looked at every second.
    private static let tickMilliseconds = 1000

    /// Keys that are waiting are all taken before a frame is drawn, up to this number.
    private static let batchLimit = 500

    init(
        screen: any Screen, options: InterfaceOptions, source: StandingsSource,
        ask: @escaping @Sendable (Question) -> Answer, now: @escaping @Sendable () -> Timestamp
    ) {
        self.screen = screen
        self.options = options
        self.source = source
        self.now = now
        quickLane = QuestionLane(ask)
        slowLane = QuestionLane(ask)
        queueLane = QuestionLane(ask)
    }

    func run() -> Int32 {
        let inbox = EventInbox()
        var model = Model(
            size: screen.size, glyphs: screen.glyphs, now: now(), options: options.board, pane: options.pane)
        startLoading(inbox)
        defer { screen.close() }
        while true {
            screen.present(render(model))
            var input = screen.nextEvent(timeoutMilliseconds: InterfaceLoop.tickMilliseconds)
            var taken = 0
            while let event = input {
                let events: [Event]
                switch event {
                case .key(let key): events = [.key(key)]
                case .mouse(let mouse): events = [.mouse(mouse)]
                case .resized(let size): events = [.resized(size)]
                case .suspendRequested: events = [.suspendRequested]
                case .woken: events = inbox.takeAll()
                case .terminated(let signal): return 128 + signal
                case .closed: return 0
                }
                for event in events where apply(event, &model, inbox) == .quit { return 0 }
                taken += 1
                input = taken < InterfaceLoop.batchLimit ? screen.nextEvent(timeoutMilliseconds: 0) : nil
            }
            if apply(.tick(now()), &model, inbox) == .quit { return 0 }
        }
    }

    private enum Outcome {
        case goOn, quit
    }

    private func apply(_ event: Event, _ model: inout Model, _ inbox: EventInbox) -> Outcome {
        var outcome = Outcome.goOn
        for effect in update(event, &model) {
            switch effect {
            case .load: startLoading(inbox)
            case .ask(let question): startAsking(question, inbox)
            case .redraw: screen.redraw()
            case .suspend:
                screen.suspend()
                // The terminal may have another size now.
                if screen.size != model.scene.size, apply(.resized(screen.size), &model, inbox) == .quit {
                    outcome = .quit
                }
            case .quit: outcome = .quit
            }
        }
        return outcome
    }

    /// Reads on another thread and wakes this one with the answer.
    private func startLoading(_ inbox: EventInbox) {
        let source = source
        let now = now
        Task.detached {
            switch source.read() {
            case .success(let standings): inbox.put(.loaded(standings, at: now()))
            case .failure(let problem): inbox.put(.loadFailed(problem, at: now()))
            }
            CursesScreen.wake()
        }
    }

    /// The same with what a pane wants to know.
    private func startAsking(_ question: Question, _ inbox: EventInbox) {
        let lane =
            switch question {
            case .history, .health: quickLane
            case .examination, .filters: slowLane
            case .queue: queueLane
            }
        let now = now
        Task.detached {
            inbox.put(.answered(await lane.answer(question), at: now()))
            CursesScreen.wake()
        }
    }
}
