extension LoadProblem {
    /// One line.
    package var summary: String {
        switch self {
        case .missingRoot: "the data root is gone"
        case .unreadableRoot: "the data root may not be read"
        case .missingBoards: "the data root has no boards any more"
        case .failed(let words): words.split(separator: "\n").first.map(String.init) ?? "the reason is not known"
        }
    }
}
