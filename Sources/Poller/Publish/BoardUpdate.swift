import Scoreboard
import Storage

/// A cluster's standings brought up to date by what slices added, without summing its rollups: the same as if they were
/// summed.
struct BoardUpdate {
    /// The sums behind the standings.
    private(set) var sums: WindowSums
    /// Of the people among the cluster's users.
    let standings: ClusterStandings
    /// The file of the standings.
    let bytes: [UInt8]
    /// The file of the standings before, and what it said.
    let before: (bytes: [UInt8], clusters: [ClusterStandings])
    /// What the rollups are now.
    private let basis: PublicationBasis
    /// The totals of all time of the users who were added to.
    private(set) var totals: [String: UserTotals] = [:]

    /// Nil when the last publication was of another day, of other settings or of other rollups than these slices found, or
    /// when a file of it is missing or damaged: then everything is to be summed.
    ///
    /// - Parameters:
    ///   - gains: What slices added since the last publication.
    ///   - basis: What the rollups are now.
    ///   - asOf: When the cluster's accounting was last read.
    init?(
        _ cluster: ClusterDirectory, gains: SliceGains, basis: PublicationBasis, today: Day, asOf: Timestamp,
        rules: PublicationRules, files: any FileSystem
    ) {
        guard let saved = try? files.read(cluster.path(of: .windowSums)),
            var sums = try? WindowSumsCodec.decode(saved),
            let present = try? files.read(cluster.path(of: .standings)),
            let last = try? StandingsSidecar.decode(present, path: cluster.path(of: .standings)),
            let old = last.first, let packed = old.packed, last.count == 1,
            sums.basis == basis.before(gains.before).words(standings: Checksum.crc32c(present))
        else { return nil }
        let days = WindowDays(endingOn: today)
        var changed: [UserStanding] = []
        for user in gains.users.sorted() {
            guard let earlier = try? sums.totals(of: user) else { return nil }
            var windows = earlier
            for rollup in gains.added.values {
                for (day, users) in rollup.days {
                    if let part = users[user] { days.add(part, of: day, to: &windows) }
                }
            }
            sums.replace(earlier, by: windows, of: user)
            totals[user] = windows.allTime
            guard rules.usernames.matches(user) else { continue }
            var standing = BoardUpdate.standing(of: user, in: packed) ?? UserStanding(user: user)
            windows.show(in: &standing)
            for (month, totals) in gains.totals {
                let place = Int(month.ordinal - today.month.ordinal) + UserStanding.monthCount - 1
                guard standing.months.indices.contains(place), let total = totals[user] else { continue }
                standing.months[place] = MetricValues(total)
            }
            changed.append(standing)
        }
        let head = ClusterStandings(
            cluster: cluster.name.text, asOf: asOf, today: today, memoryIsCollected: sums.steps.memoryIsCollected,
            minimumJobs: rules.minimumJobs, users: [])
        var writer = StandingsWriter(clusterCount: 1, capacity: present.count + changed.count * 300)
        writer.begin(head)
        var next = changed[...]
        for record in packed.range {
            let name = packed.records.names[record]
            while let first = next.first, first.user < name {
                writer.add(first)
                next = next.dropFirst()
            }
            if let first = next.first, first.user == name {
                writer.add(first)
                next = next.dropFirst()
            } else {
                writer.add(record, of: packed.records)
            }
        }
        for standing in next { writer.add(standing) }
        let (bytes, clusters) = writer.finish()
        guard let standings = clusters.first else { return nil }
        self.basis = basis
        self.sums = sums
        self.standings = standings
        self.bytes = bytes
        before = (present, last)
    }

    /// A user's standing, of standings in the order of their names.
    private static func standing(
        of user: String, in packed: (records: StandingRecords, range: Range<Int>)
    ) -> UserStanding? {
        let names = packed.records.names
        var (low, high) = (packed.range.lowerBound, packed.range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < user { low = middle + 1 } else { high = middle }
        }
        return low < packed.range.upperBound && names[low] == user ? packed.records.standing(of: low) : nil
    }

    /// The file of the sums, for the next time.
    func encodedSums() -> [UInt8] {
        var sums = sums
        sums.basis = basis.words(standings: Checksum.crc32c(bytes))
        return WindowSumsCodec.encode(sums)
    }
}
