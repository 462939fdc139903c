import CursesTerminal
import Glibc
import Scoreboard
import ScoreboardUI
import TerminalKit

/// Events in, frames out, effects done. Everything of the screen happens on the thread that calls `run`.
struct InterfaceLoop {
    let screen: any Screen
    let options: InterfaceOptions
    let source: StandingsSource
    let now: @Sendable () -> Timestamp
    private let ask: @Sendable (Question) -> Answer
    private let pollers: EmbeddedPollers
    private let work: BackgroundWork
    private let quickLane: QuestionLane
    private let slowLane: QuestionLane

    /// The age of the data is shown in seconds at first, so the clock is looked at every second.
    private static let tickMilliseconds = 1000

    /// Keys that are waiting are all taken before a frame is drawn, up to this number.
    private static let batchLimit = 500

    /// How long the pollers are waited for when the terminal has gone, and nobody can insist.
    private static let lastWaitSeconds = 60

    init(
        screen: any Screen, options: InterfaceOptions, source: StandingsSource,
        ask: @escaping @Sendable (Question) -> Answer, pollers: EmbeddedPollers, work: BackgroundWork,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.screen = screen
        self.options = options
        self.source = source
        self.now = now
        self.ask = ask
        self.pollers = pollers
        self.work = work
        quickLane = QuestionLane(ask)
        slowLane = QuestionLane(ask)
    }

    func run() -> Int32 {
        let code = showUntilTheEnd()
        // What was chosen last may still wait. There is nobody left to be told when it cannot be written.
        try? options.memory?.write()
        return code
    }

    private func showUntilTheEnd() -> Int32 {
        let inbox = EventInbox()
        var model = Model(
            size: screen.size, glyphs: screen.glyphs, now: now(), options: options.board, pane: options.pane)
        var pacer = FramePacer()
        startLoading(inbox)
        defer {
            // Pollers have ended by now, unless somebody insisted; a question to Slurm may still be open.
            work.end(withinSeconds: 1)
            screen.close()
        }
        var code: Int32 = 0
        var isFrameDue = true
        var face: ClockFace?
        while true {
            if isFrameDue {
                screen.present(render(model))
                face = ClockFace(model)
            }
            if screen.isLagging { _ = apply(.slowLink, &model, inbox) }
            let wait = model.scene.motion.waitMilliseconds.map { pacer.wait($0, now: milliseconds()) }
            var input = nextEvent(wait: wait, model.scene.users)
            var taken = 0
            let isIdle = input == nil
            isFrameDue = false
            while let event = input {
                let events: [Event]
                switch event {
                case .key(let key): events = [.key(key)]
                case .mouse(let mouse): events = [.mouse(mouse)]
                case .resized(let size): events = [.resized(size)]
                case .suspendRequested: events = [.suspendRequested]
                case .woken: events = inbox.takeAll()
                case .terminated(let signal):
                    code = 128 + signal
                    events = [signal == SIGINT ? .interrupted : .terminated]
                case .closed:
                    work.end(withinSeconds: InterfaceLoop.lastWaitSeconds)
                    return code
                }
                for event in events where apply(event, &model, inbox) == .quit { return code }
                if events.contains(where: { !$0.canWait }) { isFrameDue = true }
                taken += 1
                input = taken < InterfaceLoop.batchLimit ? screen.nextEvent(timeoutMilliseconds: 0) : nil
            }
            if let wished = model.scene.motion.waitMilliseconds {
                let moment = milliseconds()
                if pacer.takes(wished, now: moment) { _ = apply(.frame(milliseconds: moment), &model, inbox) }
                isFrameDue = true
            } else {
                pacer.rest()
            }
            // Pollers say more than they wake for.
            let rest = inbox.takeAll()
            if rest.contains(where: { !$0.canWait }) { isFrameDue = true }
            for event in rest + [.tick(now())] where apply(event, &model, inbox) == .quit { return code }
            // The clock goes on: with every second ages may be others, and mostly are not.
            if isIdle, face == nil || face != ClockFace(model) { isFrameDue = true }
        }
    }

    /// The next event; nil when none came in time. When a second went by and nothing moves, what a first look at a window or
    /// a metric needs is unpacked, a little at a time: whoever glances at the board and leaves pays nothing for it.
    ///
    /// - Parameters:
    ///   - wait: How many milliseconds what moves can wait; nil when nothing moves.
    ///   - users: Those that are shown.
    private func nextEvent(wait: Int?, _ users: Roster) -> InputEvent? {
        let timeout = min(wait ?? InterfaceLoop.tickMilliseconds, InterfaceLoop.tickMilliseconds)
        if let event = screen.nextEvent(timeoutMilliseconds: timeout) { return event }
        while wait == nil, users.unpackAhead() {
            if let event = screen.nextEvent(timeoutMilliseconds: 0) { return event }
        }
        return nil
    }

    /// A clock that only goes forward, for what moves.
    private func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
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
            case .apply(let theme): screen.apply(theme)
            case .remember(let view): startRemembering(view, inbox)
            case .export(let request): startWriting(request, inbox)
            case .copy(let text):
                if !screen.copy(text), apply(.copyRefused, &model, inbox) == .quit { outcome = .quit }
            case .startPolling(let cluster): startPolling(cluster, inbox)
            case .stopPolling(let cluster): pollers.stop(cluster)
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
            case .success(.changed(let standings)): inbox.put(.loaded(standings, at: now()))
            case .success(.unchanged): inbox.put(.unchanged(at: now()))
            case .failure(let problem): inbox.put(.loadFailed(problem, at: now()))
            }
            CursesScreen.wake()
        }
    }

    /// Writes on another thread; a home may be far away.
    private func startRemembering(_ view: RememberedView, _ inbox: EventInbox) {
        guard let memory = options.memory else { return }
        memory.keep(view)
        Task.detached {
            do {
                try memory.write()
            } catch {
                inbox.put(.notRemembered("\(error)"))
                CursesScreen.wake()
            }
        }
    }

    /// The same with a file that is to be written.
    private func startWriting(_ request: ExportRequest, _ inbox: EventInbox) {
        let now = now
        Task.detached {
            inbox.put(.exported(ExportWriter().write(request), at: now()))
            CursesScreen.wake()
        }
    }

    /// The same with what a pane wants to know.
    private func startAsking(_ question: Question, _ inbox: EventInbox) {
        let now = now
        let lane: QuestionLane
        switch question {
        case .history, .health, .polling: lane = quickLane
        case .examination, .filters: lane = slowLane
        case .pollingSite, .queue:
            // Slurm may take its time, and holds up no reading of files.
            let ask = ask
            let hasBegun = work.begin {
                inbox.put(.answered(ask(question), at: now()))
                CursesScreen.wake()
            }
            if !hasBegun, let answer = question.unasked {
                inbox.put(.answered(answer, at: now()))
                CursesScreen.wake()
            }
            return
        }
        Task.detached {
            inbox.put(.answered(await lane.answer(question), at: now()))
            CursesScreen.wake()
        }
    }

    /// A poller may say a thousand things a second: it wakes the screen for some of them, and always for the last.
    private func startPolling(_ cluster: String, _ inbox: EventInbox) {
        let now = now
        let pace = WakePace()
        pollers.start(cluster) { report, lines in
            inbox.put(report, lines: lines, at: now())
            if pace.isDue() || !report.isActive { CursesScreen.wake() }
        }
    }
}
