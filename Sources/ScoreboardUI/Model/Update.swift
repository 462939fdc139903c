import Scoreboard
import TerminalKit

/// The one place where the model changes. Pure: what must happen in the world is returned.
package func update(_ event: Event, _ model: inout Model) -> [Effect] {
    var effects: [Effect] = []
    let motion = MotionStart(event, model)
    defer { motion?.begin(in: &model) }
    let chosen = (model.scene.window, model.scene.cluster)
    let theme = model.scene.theme
    let view = model.scene.view
    switch event {
    case .key(let key):
        model.scene.message = nil
        model.scene.lastPress = nil
        effects = model.press(key)
    case .mouse(let event):
        model.scene.message = nil
        effects = model.point(event)
    case .resized(let size):
        model.scene.size = size
    case .tick(let now):
        model.scene.now = now
        effects = model.loadIfDue()
    case .loaded(let standings, let now):
        model.scene.now = now
        effects = model.accept(standings)
    case .loadFailed(let problem, let now):
        model.scene.now = now
        effects = model.accept(problem)
    case .answered(let answer, let now):
        model.scene.now = now
        for index in model.panes.indices { model.panes[index].receive(answer, &model.scene) }
    case .unchanged(let now):
        model.scene.now = now
        effects = model.acceptUnchanged()
    case .exported(let outcome, let now):
        model.scene.now = now
        model.accept(outcome)
    case .copyRefused:
        model.scene.say("This terminal has no clipboard that a program can reach: nothing was copied.", isWarning: true)
    case .suspendRequested:
        effects = model.suspend()
    case .notRemembered(let why):
        model.sayNotRemembered(why)
    case .frame(let milliseconds):
        model.scene.motion.advance(to: milliseconds)
        return []
    case .slowLink:
        guard model.scene.motion.isOn else { return [] }
        model.scene.motion.stop()
        model.scene.say("The link to this terminal is slow: nothing moves by itself any more.")
    case .polled(let report, let lines, let now):
        model.scene.now = now
        for index in model.panes.indices { model.panes[index].polled(report, lines, &model.scene) }
        effects = model.accept(report)
    case .interrupted:
        effects = model.quit(insisting: true)
    case .terminated:
        effects = model.quit(insisting: false)
    }
    model.follow()
    if chosen != (model.scene.window, model.scene.cluster) { model.gatherUsers() }
    if theme != model.scene.theme { effects.append(.apply(model.scene.theme)) }
    effects += model.withPane { pane, scene in pane.settle(&scene) }
    switch event {
    case .key, .mouse: return effects + model.remember(since: view)
    default: return effects
    }
}

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        if scene.departure != nil { return pressWhileLeaving(key) }
        if scene.prompt != nil, let effects = type(key) { return effects }
        guard let action = KeyMap.action(for: key, in: scope) else { return [] }
        if action == .showPane {
            if case .character(let digit) = key, let number = digit.wholeNumberValue { show(number - 1) }
            return []
        }
        return perform(action)
    }

    /// On the way out there is nothing left to do but to insist, or to see clearly.
    private mutating func pressWhileLeaving(_ key: Key) -> [Effect] {
        switch KeyMap.action(for: key, in: .board) {
        case .quit, .back: quit(insisting: true)
        case .redraw: [.redraw]
        default: []
        }
    }

    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return quit(insisting: true)
        case .redraw: return [.redraw]
        case .suspend: return suspend()
        default: break
        }
        if scene.overlay != nil { return performInOverlay(action) }
        switch action {
        case .back: return goBack() ? [] : quit(insisting: false)
        case .poll where !(pane is PollerPane):
            // Nothing begins or ends unseen.
            if let index = PaneRegistry.index(of: PollerPane.name) { show(index) }
        case .help: scene.overlay = .help(HelpOverlay(scope: scope))
        case .reload: return load() + withPane { $0.perform(action, &$1) }
        case .pauseRefresh: pauseRefresh()
        case .chooseTheme: scene.overlay = .chooser(.themes(scene))
        case .export: scene.overlay = .chooser(.exportFormats(scene))
        case .copy: return copySelected()
        case .command: openCommandPrompt()
        default: return withPane { $0.perform(action, &$1) }
        }
        return []
    }

    /// Goes where a pane wanted to go.
    fileprivate mutating func follow() {
        guard let destination = scene.destination else { return }
        scene.destination = nil
        switch destination {
        case .pane(let name): if let index = PaneRegistry.index(of: name) { show(index) }
        case .back: _ = goBack()
        }
    }

    /// The users of the chosen cluster, or of all, for all panes.
    fileprivate mutating func gatherUsers() {
        if let cluster = scene.cluster, !scene.standings.contains(where: { $0.cluster == cluster }) {
            scene.cluster = nil
            if !scene.standings.isEmpty {
                scene.say("There is no data of the cluster \(cluster) here: showing ALL.", isWarning: true)
            }
        }
        let chosen = scene.standings.filter { scene.cluster == nil || $0.cluster == scene.cluster }
        let users = rosters[scene.cluster] ?? Roster(chosen)
        // Those of all clusters are the largest, and gone back to most: theirs alone are kept.
        if shownCluster != nil, shownCluster != scene.cluster { scene.users.forgetColumns() }
        (scene.users, shownCluster) = (users, scene.cluster)
        rosters[scene.cluster] = users
        for index in panes.indices { panes[index].standingsChanged(&scene) }
    }

    /// A key while a prompt is open; nil when it is not for the prompt.
    private mutating func type(_ key: Key) -> [Effect]? {
        guard var prompt = scene.prompt else { return nil }
        if prompt.kind == .overwrite { return answerOverwrite(key) }
        if prompt.kind == .command, completeCommand(key) { return [] }
        switch prompt.press(key) {
        case .changed:
            scene.prompt = prompt
            switch prompt.kind {
            case .help: scene.overlay?.filterHelp(prompt.string)
            case .command: commandTyped()
            case .file, .overwrite: break
            default: withPane { $0.promptChanged(prompt, &$1) }
            }
        case .accepted:
            scene.prompt = nil
            switch prompt.kind {
            case .help, .overwrite: break
            case .command: return run(prompt.string)
            case .file: return export(scene.exportFormat, to: prompt.string)
            default: withPane { $0.promptEnded(prompt, accepted: true, &$1) }
            }
        case .cancelled:
            scene.prompt = nil
            switch prompt.kind {
            case .help: scene.overlay?.filterHelp("")
            case .command, .file, .overwrite: break
            default: withPane { $0.promptEnded(prompt, accepted: false, &$1) }
            }
        case .ignored:
            // Moving goes on under the prompt; what else a key means is not meant here.
            switch key {
            case .up, .down, .pageUp, .pageDown: return nil
            case .control("c"), .control("l"), .control("z"): return nil
            default: break
            }
        }
        return []
    }

    mutating func load() -> [Effect] {
        guard !scene.isLoading else { return [] }
        scene.isLoading = true
        return [.load]
    }

    private mutating func pauseRefresh() {
        scene.isPaused.toggle()
        if scene.isPaused { scene.say("Paused: r reads the data now, z goes on.") }
    }

    fileprivate mutating func loadIfDue() -> [Effect] {
        guard !scene.isPaused, scene.options.refreshSeconds > 0, let last = scene.lastLoad,
            scene.now - last >= Int64(scene.options.refreshSeconds)
        else { return [] }
        return load()
    }

    fileprivate mutating func accept(_ standings: [ClusterStandings]) -> [Effect] {
        let isFirst = scene.loadState != .loaded
        // A mount that was lost leaves an empty directory in its place.
        if !isFirst, standings.isEmpty, !scene.standings.isEmpty { return accept(LoadProblem.missingBoards) }
        let isSame = !isFirst && standings == scene.standings
        scene.isLoading = false
        scene.lastLoad = scene.now
        scene.loadState = .loaded
        if isSame {
            withPane { $0.standingsUnchanged(&$1) }
        } else {
            scene.standings = standings
            rosters = [:]
            gatherUsers()
        }
        return loadIfMissed()
    }

    /// The files are as they were: there is nothing to compare, and nothing to draw.
    fileprivate mutating func acceptUnchanged() -> [Effect] {
        scene.isLoading = false
        scene.lastLoad = scene.now
        // A root that could not be read for a while is back as it was.
        scene.loadState = .loaded
        withPane { $0.standingsUnchanged(&$1) }
        return loadIfMissed()
    }

    fileprivate mutating func accept(_ problem: LoadProblem) -> [Effect] {
        scene.isLoading = false
        scene.lastLoad = scene.now
        guard scene.loadState == .loaded, !scene.standings.isEmpty else {
            scene.loadState = .failed(problem)
            return loadIfMissed()
        }
        // A board that is a little old beats none.
        scene.say("Reading failed, the board is as before: \(problem.summary)", isWarning: true)
        return loadIfMissed()
    }

    /// Boards were published while others were read.
    private mutating func loadIfMissed() -> [Effect] {
        guard scene.mustLoadAgain else { return [] }
        scene.mustLoadAgain = false
        return load()
    }
}
