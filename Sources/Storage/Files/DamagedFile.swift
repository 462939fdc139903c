/// A file whose content is not what was written: it must be neither used nor taken for empty.
package struct DamagedFile: Error, Hashable, Sendable {
    /// What is wrong with it.
    package enum Reason: Hashable, Sendable {
        case empty
        /// It does not end as all our files do: cut off, or edited.
        case noChecksum
        case checksumMismatch
        /// Whole, but written by a newer program: damage to this one, which cannot read it.
        case newerVersion(found: Int, known: Int)
        /// Whole, but it belongs elsewhere: another cluster, another month.
        case mismatch(what: String, found: String, expected: String)
        /// In words.
        case malformed(String)
    }

    /// As it was opened.
    package var path: String
    /// What is wrong with it.
    package var reason: Reason
    /// In bytes from the start of the file, where known.
    package var offset: Int?

    package init(path: String, _ reason: Reason, offset: Int? = nil) {
        self.path = path
        self.reason = reason
        self.offset = offset
    }

    package init(path: String, _ error: JSONError) {
        self.init(path: path, .malformed(error.problem.description), offset: error.offset)
    }
}

extension DamagedFile: CustomStringConvertible {
    /// What happened, where, and what to do, on one line.
    package var description: String {
        let place = offset.map { " (byte \($0))" } ?? ""
        return "\(path) is damaged: \(reasonText)\(place); \(advice)"
    }

    var reasonText: String {
        switch reason {
        case .empty: "it is empty"
        case .noChecksum: "its end with the checksum is missing"
        case .checksumMismatch: "its checksum does not match its content"
        case .newerVersion(let found, let known):
            "it is of a newer version (schema \(found), this program knows up to \(known))"
        case .mismatch(let what, let found, let expected):
            "its \(what) is \(found.debugDescription) instead of \(expected.debugDescription)"
        case .malformed(let problem): problem
        }
    }

    static let newerAdvice = "nothing of it is lost: update slurm-sb-tui and, if wanted, move it back"

    private var advice: String {
        if case .newerVersion = reason {
            return "it is moved aside and what it held is made again; \(DamagedFile.newerAdvice)"
        }
        return "the next poll moves it aside and makes it again"
    }
}
