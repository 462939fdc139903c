package import Scoreboard

/// The sums behind a cluster's standings, user by user, each in as few bytes as it needs: those of one user are read and
/// replaced without looking at the others.
package struct WindowSums {
    /// Sorted by name.
    package private(set) var users: [String]
    /// Where each user's sums are in ``bytes``.
    private var places: [Range<Int>]
    private let bytes: [UInt8]
    /// Sums that are to be written in place of those in ``bytes``, in the same form: theirs are far longer in memory.
    private var changed: [String: [UInt8]] = [:]
    /// What the standings were made of; it tells whether the sums are still those of the rollups.
    package var basis: [String]
    /// Of all users.
    package private(set) var steps: CollectedSteps

    /// Those of everybody who was added to a builder. What they were made of is said when it is known.
    package init(of builder: borrowing StandingsBuilder) {
        self.init(basis: []) { add in builder.forEachUser(add) }
    }

    /// - Parameter forEachUser: Calls with everybody's sums, in the order of names.
    package init(basis: [String], _ forEachUser: ((String, WindowTotals) -> Void) -> Void) {
        var users: [String] = []
        var ends: [Int] = []
        var steps = CollectedSteps()
        var writer = VarintWriter()
        forEachUser { user, windows in
            users.append(user)
            steps.count(windows)
            WindowTotalsCodec.write(windows, to: &writer)
            ends.append(writer.count)
        }
        let places = zip([0] + ends, ends).map { $0..<$1 }
        self.init(users: users, places: places, bytes: writer.finish(), basis: basis, steps: steps)
    }

    init(users: [String], places: [Range<Int>], bytes: [UInt8], basis: [String], steps: CollectedSteps) {
        self.users = users
        self.places = places
        self.bytes = bytes
        self.basis = basis
        self.steps = steps
    }

    /// A user's sums.
    ///
    /// - Throws: `BinaryFileError` when the bytes say nothing of the kind.
    package func totals(of user: String) throws -> WindowTotals {
        if let bytes = changed[user] { return try WindowTotalsCodec.decode(bytes[...]) }
        guard let place = place(of: user) else { return WindowTotals() }
        return try WindowTotalsCodec.decode(bytes[places[place]])
    }

    /// Puts a user's new sums in the place of the old ones.
    ///
    /// - Parameter before: What ``totals(of:)`` gave.
    package mutating func replace(_ before: WindowTotals, by totals: WindowTotals, of user: String) {
        if changed[user] != nil || place(of: user) != nil { steps.count(before, times: -1) }
        steps.count(totals)
        changed[user] = WindowTotalsCodec.encode(totals)
    }

    /// Everybody who has sums.
    package var everybody: Set<String> { Set(users).union(changed.keys) }

    /// Calls with every user in order, and the bytes of the sums.
    func forEachUser(_ body: (String, ArraySlice<UInt8>) -> Void) {
        let new = changed.keys.sorted()
        var next = 0
        func write(_ user: String) {
            guard let bytes = changed[user] else { return }
            body(user, bytes[...])
        }
        for (place, user) in users.enumerated() {
            while next < new.count, new[next] < user {
                write(new[next])
                next += 1
            }
            if next < new.count, new[next] == user {
                write(user)
                next += 1
            } else {
                body(user, bytes[places[place]])
            }
        }
        while next < new.count {
            write(new[next])
            next += 1
        }
    }

    private func place(of user: String) -> Int? {
        var low = 0
        var high = users.count
        while low < high {
            let middle = (low + high) / 2
            if users[middle] < user { low = middle + 1 } else { high = middle }
        }
        return low < users.count && users[low] == user ? low : nil
    }
}
