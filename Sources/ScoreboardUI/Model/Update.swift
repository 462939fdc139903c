import Scoreboard
import TerminalKit

/// The one place where the model changes. Pure: what must happen in the world is returned.
package func update(_ event: Event, _ model: inout Model) -> [Effect] {
    var effects: [Effect] = []
    let chosen = (model.scene.window, model.scene.cluster)
    switch event {
    case .key(let key):
        model.scene.message = nil
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
        model.accept(standings)
    case .loadFailed(let problem, let now):
        model.scene.now = now
        model.accept(problem)
    case .answered(let answer, let now):
        model.scene.now = now
        for index in model.panes.indices { model.panes[index].receive(answer, &model.scene) }
    case .suspendRequested:
        effects = [.suspend]
    }
    model.follow()
    if chosen != (model.scene.window, model.scene.cluster) { model.gatherUsers() }
    return effects + model.withPane { pane, scene in pane.settle(&scene) }
}

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        if scene.prompt != nil, let effects = type(key) { return effects }
        guard let action = KeyMap.action(for: key, in: scope) else { return [] }
        if action == .showPane {
            if case .character(let digit) = key, let number = digit.wholeNumberValue { show(number - 1) }
            return []
        }
        return perform(action)
    }

    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return [.quit]
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        default: break
        }
        if scene.overlay != nil { return performInOverlay(action) }
        switch action {
        case .back: return goBack() ? [] : [.quit]
        case .help: scene.overlay = .help(HelpOverlay(scope: scope))
        case .reload: return load() + withPane { $0.perform(action, &$1) }
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
        scene.users = scene.standings.filter { scene.cluster == nil || $0.cluster == scene.cluster }.mergedUsers
        for index in panes.indices { panes[index].standingsChanged(&scene) }
    }

    /// A key while a prompt is open; nil when it is not for the prompt.
    private mutating func type(_ key: Key) -> [Effect]? {
        guard var prompt = scene.prompt else { return nil }
        switch prompt.press(key) {
        case .changed:
            scene.prompt = prompt
            if prompt.kind == .help {
                scene.overlay?.filterHelp(prompt.string)
            } else {
                withPane { $0.promptChanged(prompt, &$1) }
            }
        case .accepted:
            scene.prompt = nil
            if prompt.kind != .help { withPane { $0.promptEnded(prompt, accepted: true, &$1) } }
        case .cancelled:
            scene.prompt = nil
            if prompt.kind == .help {
                scene.overlay?.filterHelp("")
            } else {
                withPane { $0.promptEnded(prompt, accepted: false, &$1) }
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

    fileprivate mutating func loadIfDue() -> [Effect] {
        guard scene.options.refreshSeconds > 0, let last = scene.lastLoad,
            scene.now - last >= Int64(scene.options.refreshSeconds)
        else { return [] }
        return load()
    }

    fileprivate mutating func accept(_ standings: [ClusterStandings]) {
        let isFirst = scene.loadState != .loaded
        let isSame = !isFirst && standings == scene.standings
        scene.isLoading = false
        scene.lastLoad = scene.now
        scene.loadState = .loaded
        guard !isSame else { return }
        scene.standings = standings
        gatherUsers()
    }

    fileprivate mutating func accept(_ problem: LoadProblem) {
        scene.isLoading = false
        scene.lastLoad = scene.now
        guard scene.loadState == .loaded, !scene.standings.isEmpty else {
            scene.loadState = .failed(problem)
            return
        }
        // A board that is a little old beats none.
        scene.say("Reading failed, the board is as before: \(problem.summary)", isWarning: true)
    }
}
