/// The users whom a board of some clusters shows, with what each of them has on all of these together: the same as
/// `Swift.Collection.mergedUsers`, without making anybody's standing before somebody looks at it.
///
/// Users stand in the order of their names; those of a single cluster as they stand there.
package struct Roster: RandomAccessCollection, Sendable {
    package private(set) var names: [String] = []
    /// For narrowing and searching.
    package private(set) var folded = FoldedNames()
    /// Whether the order of the users is that of their names.
    private(set) var isByName = true
    let records: StandingRecords
    /// The records of each user: those from `starts[i]` up to `starts[i + 1]`.
    private(set) var starts: [UInt32] = [0]
    private(set) var parts: [UInt32] = []
    /// The columns that were looked at, for all copies of the roster.
    let memory = ColumnMemory()

    /// Indices are those of ``names``.
    package var startIndex: Int { 0 }
    /// How many users there are.
    package var endIndex: Int { names.count }

    /// A user's standing, made now.
    package subscript(index: Int) -> UserStanding {
        let (first, others) = parts(of: index)
        var standing = records.standing(of: first)
        for other in others { standing += records.standing(of: Int(other)) }
        if !others.isEmpty { standing.settle() }
        return standing
    }

    /// The values of a span, made now.
    package func values(of index: Int, in span: StandingSpan) -> MetricValues {
        let range = Int(starts[index])..<Int(starts[index + 1])
        var values = records.withRows { rows in
            MetricValues { values in
                for part in range { _ = rows.add(.all, of: Int(parts[part]), in: span, to: values) }
            }
        }
        if range.count > 1 { values.settle() }
        return values
    }

    private func parts(of index: Int) -> (first: Int, others: ArraySlice<UInt32>) {
        let range = Int(starts[index])..<Int(starts[index + 1])
        return (Int(parts[range.lowerBound]), parts[range.dropFirst()])
    }

    /// Whether both are copies of one.
    package func isCopy(of other: Roster) -> Bool { memory === other.memory }

    /// Makes room: what was kept of everybody's values, for this roster and its copies, is unpacked anew when somebody looks.
    package func forgetColumns() { memory.forget() }

    /// Where a user stands; nil for who is not there.
    package func place(of user: String) -> Int? {
        guard isByName else { return names.firstIndex(of: user) }
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < user { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == user ? low : nil
    }

    /// Nil for who is not there.
    package func standing(of user: String) -> UserStanding? { place(of: user).map { self[$0] } }

    /// Nobody.
    package init() {
        self.init(packed: [], records: StandingRecords([UserStanding]()), policy: VisibilityPolicy(minimumJobs: 1))
    }

    package init(_ clusters: some Collection<ClusterStandings>) {
        let policy = VisibilityPolicy(minimumJobs: clusters.lazy.map(\.minimumJobs).max() ?? 1)
        if let (records, ranges) = Roster.commonRecords(of: clusters) {
            self.init(packed: ranges, records: records, policy: policy)
        } else {
            var ranges: [Range<Int>] = []
            for cluster in clusters {
                let start = ranges.last?.upperBound ?? 0
                ranges.append(start..<start + cluster.list.count)
            }
            self.init(packed: ranges, records: StandingRecords(clusters.lazy.flatMap(\.users)), policy: policy)
        }
    }

    /// What holds the users of all clusters, when it is one: so it is after a sidecar was read.
    private static func commonRecords(
        of clusters: some Collection<ClusterStandings>
    ) -> (StandingRecords, [Range<Int>])? {
        var common: StandingRecords?
        var ranges: [Range<Int>] = []
        for cluster in clusters {
            guard case .packed(let records, let range) = cluster.list, common == nil || common === records else {
                return nil
            }
            common = records
            ranges.append(range)
        }
        return common.map { ($0, ranges) }
    }

    private init(packed ranges: [Range<Int>], records: StandingRecords, policy: VisibilityPolicy) {
        self.records = records
        var order: [UInt32] = ranges.flatMap { range in range.lazy.map { UInt32($0) } }
        if ranges.count > 1 { order = NameOrder(records.names).sorted(order) }
        let bound = order.count
        parts.reserveCapacity(bound)
        starts.reserveCapacity(bound + 1)
        names.reserveCapacity(bound)
        let jobs = records.jobs(of: order)
        var at = 0
        while at < order.count {
            let name = records.names[Int(order[at])]
            var end = at + 1
            var sum = jobs[at]
            if ranges.count > 1 {
                while end < order.count, records.names[Int(order[end])] == name {
                    sum += jobs[end]
                    end += 1
                }
            }
            if policy.shows(name, jobs: end - at > 1 ? Roster.settledJobs(sum) : sum) {
                if let last = names.last, !(last < name) { isByName = false }
                names.append(name)
                for place in at..<end { parts.append(order[place]) }
                starts.append(UInt32(parts.count))
            }
            at = end
        }
        folded = FoldedNames(names)
    }

    /// Jobs are whole already; a sum is settled all the same, as every other one is.
    private static func settledJobs(_ sum: Double) -> Double {
        MetricValues.settled(sum, scale: MetricValues.scales[Metric.jobs.rawValue])
    }
}
