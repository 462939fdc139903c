/// Why there are no standings to show.
package enum LoadProblem: Error, Hashable, Sendable {
    /// The data root does not exist.
    case missingRoot
    /// The data root exists, and this person may not read it.
    case unreadableRoot
    /// Anything else, in words for people.
    case failed(String)
}
