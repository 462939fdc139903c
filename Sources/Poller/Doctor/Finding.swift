package import Storage

/// Something that a check found, with what to do about it.
package struct Finding: Equatable, Sendable {
    /// How bad it is.
    package enum Severity: String, CaseIterable, Comparable, Sendable {
        case fine, warning, damage

        package static func < (left: Severity, right: Severity) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// What was looked at.
    package enum Subject: String, CaseIterable, Sendable {
        case lock, commit, cursor, health, log, rate, files, months, users, boards, rights, disk, clock
    }

    package var severity: Severity
    package var subject: Subject
    /// Nil for what the clusters share.
    package var cluster: ClusterName?
    /// The file or directory; nil when it is about none.
    package var path: String?
    /// What was found, in words, on one line.
    package var message: String
    /// What to do; nil when there is nothing to do.
    package var remedy: String?

    package init(
        _ severity: Severity, _ subject: Subject, cluster: ClusterName? = nil, path: String? = nil, _ message: String,
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
