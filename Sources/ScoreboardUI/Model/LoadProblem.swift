/// Why there are no standings to show.
package enum LoadProblem: Error, Hashable, Sendable {
    /// The data root does not exist.
    case missingRoot
    /// The data root exists, and this person may not read it.
    case unreadableRoot
    /// There were boards in the data root, and there are none any more.
    case missingBoards
    /// Anything else, in words for people.
    case failed(String)
}
