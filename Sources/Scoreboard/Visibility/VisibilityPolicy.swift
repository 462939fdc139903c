/// Who is shown to others: the one place that decides it.
///
/// Boards are formed from those whom it lets through, so that ranks have no gaps and nothing counts the others.
package struct VisibilityPolicy: Equatable, Sendable {
    /// Who asked not to be shown, by the names that accounting's users have here: lower case, without a realm.
    package var optedOut: Set<String>
    /// Whoever has fewer ended jobs, of all time and on the clusters of a board together, is not on it; 1 shows all.
    package var minimumJobs: Int

    /// Whose names may be on boards.
    package var usernames: UsernamePattern

    /// Of ``minimumJobs``.
    package static let defaultMinimumJobs = 3

    package init(
        optedOut: Set<String> = [], minimumJobs: Int = VisibilityPolicy.defaultMinimumJobs,
        usernames: UsernamePattern = .everybody
    ) {
        self.usernames = usernames
        self.optedOut = optedOut
        self.minimumJobs = minimumJobs
    }

    /// Whether the person's numbers may not stand in any file that others read.
    package func withholds(_ user: String) -> Bool { optedOut.contains(user) }

    /// Whether a person is shown who has so many ended jobs of all time: a count, as standings have it.
    package func shows(_ user: String, jobs: Double) -> Bool {
        !withholds(user) && jobs >= Double(minimumJobs) && usernames.matches(user)
    }

    /// Whether a name is a person's: a cluster's standings are of those, and other clusters merge them.
    package func isPerson(_ user: String) -> Bool { usernames.matches(user) }

    /// Those whom a board of one cluster, or of several together, shows.
    package func visible(_ users: [UserStanding]) -> [UserStanding] {
        users.filter { shows($0.user, jobs: $0.allTime[.jobs]) }
    }

    /// The standings without everybody whom the board of all these clusters together does not show. They say themselves
    /// how many jobs a board of fewer clusters asks for.
    package func visible(_ clusters: [ClusterStandings]) -> [ClusterStandings] {
        var jobs: [String: Double] = [:]
        for user in clusters.lazy.flatMap(\.users) { jobs[user.user, default: 0] += user.allTime[.jobs] }
        return clusters.map { cluster in
            var visible = cluster
            visible.minimumJobs = minimumJobs
            visible.users.removeAll { !shows($0.user, jobs: jobs[$0.user] ?? 0) }
            return visible
        }
    }
}
