import ScoreboardUI

extension BoardOptions {
    /// Says what was left out: the first of it, and how much more there is.
    mutating func warn(_ problems: [String]) {
        guard let first = problems.first else { return }
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        warning = warning ?? "Left out: \(first)\(more)"
    }
}
