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
    /// The months that were taken over from another program and not read from the accounting, in order.
    package var importedMonths: [Month]
    private(set) var list: StandingList

    /// Sorted by name. Packed standings are unpacked at each look: a ``Roster`` is for looking at many.
    package var users: [UserStanding] {
        get { list.users }
        set { list = .each(newValue) }
    }

    /// How many users there are: none is unpacked for it.
    package var userCount: Int { list.count }

    package init(
        cluster: String, asOf: Timestamp, today: Day, memoryIsCollected: Bool = true, minimumJobs: Int = 1,
        importedMonths: [Month] = [], users: [UserStanding]
    ) {
        self.cluster = cluster
        self.asOf = asOf
        self.today = today
        self.memoryIsCollected = memoryIsCollected
        self.minimumJobs = minimumJobs
        self.importedMonths = importedMonths
        list = .each(users)
    }

    /// The same cluster with other users.
    ///
    /// - Parameters:
    ///   - cluster: What all but the users are taken from.
    ///   - records: What holds the users, perhaps with those of other clusters.
    ///   - range: Those of this cluster.
    package init(_ cluster: ClusterStandings, records: StandingRecords, range: Range<Int>) {
        self = cluster
        list = .packed(records, range)
    }

    /// The imported months that count in a window: all of their days lie in it, since only their sums are known.
    package func importedMonths(in window: Window) -> [Month] {
        guard let days = window.days(endingOn: today) else { return importedMonths }
        return importedMonths.filter { days.holds($0) }
    }

    /// Nil for who has nothing on this cluster.
    package func standing(of user: String) -> UserStanding? { list.standing(of: user) }
}

extension Collection<ClusterStandings> {
    /// The users whom a board of all these clusters shows, each with the sum of their standings, sorted by name.
    /// ``Roster`` is the same for the screen, without making them one by one.
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
