import TerminalKit

extension Scene {
    /// What could be remembered of what is shown.
    var view: RememberedView {
        var view = RememberedView()
        view.sort = sort
        view.columns = columns
        view.window = window
        view.cluster = cluster
        view.subject = subject
        view.theme = chosenTheme.name
        return view
    }
}

extension Model {
    /// Remembers what the person changed, at once: people leave in many ways.
    ///
    /// - Parameter before: What was shown before the person did something.
    mutating func remember(since before: RememberedView) -> [Effect] {
        guard var remembered = scene.remembered else { return [] }
        let view = scene.view
        for part in view.differences(from: before) + scene.chosenParts { remembered.take(part, of: view) }
        scene.chosenParts = []
        guard remembered != scene.remembered else { return [] }
        scene.remembered = remembered
        return [.remember(remembered)]
    }

    /// Said once: a home that cannot be written now cannot be written at the next key either.
    mutating func sayNotRemembered(_ why: String) {
        guard !scene.hasSaidNotRemembered else { return }
        scene.hasSaidNotRemembered = true
        scene.say("What you choose is not remembered: \(why)", isWarning: true)
    }
}

extension Choice {
    /// What is remembered of it, also when it is what was shown already; nil where that is for others to say.
    var part: RememberedView.Part? {
        switch self {
        case .window: .window
        case .cluster: .cluster
        case .theme: .theme
        case .subject, .sort, .sortQueue, .export: nil
        }
    }
}
