/// The queue of one cluster as it was at one moment, by user. It is shown and never stored.
package struct ClusterQueue: Hashable, Sendable {
    /// The cluster's name.
    package var cluster: String
    /// Those who are shown, by name.
    package var users: [UserQueue]
    /// How many are not shown, and what they have together.
    package var othersCount: Int
    package var others: UserQueue
    /// Jobs that neither run nor wait: suspended, completing.
    package var neitherCount: Int64

    package init(
        cluster: String, users: [UserQueue] = [], othersCount: Int = 0, others: UserQueue = UserQueue(user: ""),
        neitherCount: Int64 = 0
    ) {
        self.cluster = cluster
        self.users = users
        self.othersCount = othersCount
        self.others = others
        self.neitherCount = neitherCount
    }

    /// The queue without those who opted out or are no people by the site's pattern: they are counted together.
    ///
    /// How many jobs of theirs have ended decides nothing: who is new has none.
    package func visible(by policy: VisibilityPolicy) -> ClusterQueue {
        var queue = self
        queue.users = []
        for user in users {
            if !policy.withholds(user.user), policy.usernames.matches(user.user) {
                queue.users.append(user)
            } else {
                queue.othersCount += 1
                queue.others.add(user)
            }
        }
        return queue
    }
}
