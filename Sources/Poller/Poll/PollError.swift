/// Why a poll cannot be done at all.
package enum PollError: Error, Equatable, CustomStringConvertible {
    /// The accounting has no such cluster; sacct would answer nothing, and that would be taken for no jobs.
    case unknownCluster(String, known: [String])
    /// Files were damaged; they were moved aside, and what they held is made or read again.
    case damaged(paths: [String], reason: String)

    package var description: String {
        switch self {
        case .unknownCluster(let name, let known):
            "the accounting knows no cluster '\(name)'; it knows \(known.isEmpty ? "none" : known.joined(separator: ", "))"
                + ": give one of them with --cluster"
        case .damaged(let paths, let reason):
            "\(reason). Moved aside: \(paths.joined(separator: ", ")); run it again: what is missing is made or read again"
        }
    }

    /// Several damages told as one; nil for none.
    static func damaged(_ errors: [PollError]) -> PollError? {
        var (paths, reasons): ([String], [String]) = ([], [])
        for case .damaged(let more, let reason) in errors {
            paths += more
            reasons.append(reason)
        }
        return reasons.isEmpty ? nil : .damaged(paths: paths, reason: reasons.joined(separator: ". "))
    }
}
