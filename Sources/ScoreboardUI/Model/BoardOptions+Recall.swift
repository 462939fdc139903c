import TerminalKit

extension BoardOptions {
    /// Begins as the last run ended. What was said on the command line stands over what is remembered.
    ///
    /// - Parameters:
    ///   - view: As it was left.
    ///   - given: What was said there, also where it is what would be shown anyway.
    package mutating func recall(_ view: RememberedView, except given: Set<RememberedView.Part>) {
        remembered = view
        for part in RememberedView.Part.allCases where !given.contains(part) {
            switch part {
            case .sort: sort = view.sort
            case .columns: columns = view.columns
            case .window: if let window = view.window, windows.contains(window) { self.window = window }
            case .cluster: cluster = view.cluster
            case .metric: subject = view.subject ?? subject
            case .theme:
                guard let name = view.theme else { continue }
                if let theme = themes.first(where: { $0.name == name }) {
                    self.theme = theme
                } else {
                    warning = warning ?? "There is no theme \(name) any more: T chooses another."
                }
            }
        }
    }
}
