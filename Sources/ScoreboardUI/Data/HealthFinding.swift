/// Something that an examination of the data root found.
package struct HealthFinding: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: Int, Comparable, Sendable {
        case fine, warning, damage

        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    package var severity: Severity
    /// What was looked at, in a word.
    package var subject: String
    /// Nil for what all clusters share.
    package var cluster: String?
    /// The file or directory; nil when it is about none.
    package var path: String?
    /// What was found.
    package var message: String
    /// What to do; nil when there is nothing to do.
    package var remedy: String?

    package init(
        _ severity: Severity, subject: String, cluster: String? = nil, path: String? = nil, message: String,
        remedy: String? = nil
    ) {
        self.severity = severity
        self.subject = subject
        self.cluster = cluster
        self.path = path
        self.message = message
        self.remedy = remedy
    }
}
