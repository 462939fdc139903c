/// The standings of every user of one cluster, as of one moment.
package struct ClusterStandings: Equatable, Sendable {
    /// The cluster's name as Slurm knows it.
    package var cluster: String
    /// When the cluster's accounting was last read.
    package var asOf: Timestamp
    /// The last day of the windows.
    package var today: Day
    /// Whether steps were read of any of its jobs of the last 30 days, or of all time if there were none: memory and CPU use
    /// are known from steps alone. Where it is false, their zeros say nothing.
    package var memoryIsCollected: Bool
    /// Whoever has fewer ended jobs, of all time and on the clusters of a board together, is not on it.
    package var minimumJobs: Int
    /// Sorted by name.
    package var users: [UserStanding]

    package init(
        cluster: String, asOf: Timestamp, today: Day, memoryIsCollected: Bool = true, minimumJobs: Int = 1,
        users: [UserStanding]
    ) {
        self.cluster = cluster
        self.asOf = asOf
        self.today = today
        self.memoryIsCollected = memoryIsCollected
        self.minimumJobs = minimumJobs
        self.users = users
    }
}

extension Collection<ClusterStandings> {
    /// The users whom a board of all these clusters shows, each with the sum of their standings, sorted by name.
    package var mergedUsers: [UserStanding] {
        let policy = VisibilityPolicy(minimumJobs: self.lazy.map(\.minimumJobs).max() ?? 1)
        return policy.visible(count == 1 ? self.first?.users ?? [] : summedUsers)
    }

    private var summedUsers: [UserStanding] {
        var merged: [UserStanding] = []
        var places: [String: Int] = [:]
        var summed: Set<Int> = []
        for standing in self.lazy.flatMap(\.users) {
            if let place = places[standing.user] {
                merged[place] += standing
                summed.insert(place)
            } else {
                places[standing.user] = merged.count
                merged.append(standing)
            }
        }
        for place in summed { merged[place].settle() }
        return merged.sorted { $0.user < $1.user }
    }
}
