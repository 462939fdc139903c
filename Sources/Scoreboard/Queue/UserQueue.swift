/// What one user has in a queue now.
package struct UserQueue: Hashable, Sendable {
    /// The pending job that Slurm looks at before the user's others.
    package struct NextJob: Hashable, Sendable {
        /// Slurm's own; 0 for a job that is held.
        package var priority: Int64
        /// Why it does not run, in Slurm's words.
        package var reason: String

        package init(priority: Int64, reason: String) {
            self.priority = priority
            self.reason = reason
        }
    }

    /// As the boards have it.
    package var user: String
    /// Of jobs that hold their nodes and run.
    package var running = QueueLoad()
    /// What jobs that wait ask for.
    package var pending = QueueLoad()
    /// When the pending job that waits longest was submitted; nil when none waits, or it is not known.
    package var oldestSubmit: Timestamp?
    /// Nil when none waits.
    package var next: NextJob?

    package init(user: String) {
        self.user = user
    }

    /// Adds what the user, or another one, has elsewhere.
    package mutating func add(_ other: UserQueue) {
        running += other.running
        pending += other.pending
        wait(since: other.oldestSubmit, other.next)
    }

    /// Notes since when something waits, and why, where that is longer or nearer to its start than what was known.
    package mutating func wait(since submit: Timestamp?, _ next: NextJob?) {
        if let submit { oldestSubmit = min(submit, oldestSubmit ?? submit) }
        if let next, next.priority > self.next?.priority ?? -1 { self.next = next }
    }
}
