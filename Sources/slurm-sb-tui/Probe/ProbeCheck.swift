/// One thing that was looked at.
struct ProbeCheck {
    enum Outcome: String {
        case fine
        /// Works without; something will be missing.
        case warning
        case failed
    }

    /// Which exit code a failure leads to.
    enum Kind {
        case sacct, root, other
    }

    let name: String
    let outcome: Outcome
    /// What was found and, unless it is fine, what to do.
    let detail: String
    let kind: Kind

    init(_ name: String, _ outcome: Outcome, _ detail: String, kind: Kind = .other) {
        self.name = name
        self.outcome = outcome
        self.detail = detail
        self.kind = kind
    }
}
