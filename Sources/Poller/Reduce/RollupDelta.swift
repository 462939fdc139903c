package import Scoreboard
import Storage

/// What a slice adds to the rollups: totals by user and day.
package struct RollupDelta {
    private var totals = TotalsPages()
    private var keys: ContiguousArray<Key> = []
    private var places = IndexTable()
    /// Rows of one answer come by end time or by id, so that the next one often has the same day and user.
    private var latest: (key: Key, place: Int)?

    private struct Key: Equatable {
        var day: Day
        var user: NameTable.Index

        /// Both in one word. Days are within 2^31 of the epoch: times have 34 bits of seconds at most.
        var packed: UInt64 { UInt64(UInt32(truncatingIfNeeded: day.daysSinceEpoch)) << 32 | UInt64(user) }
    }

    package init() {}

    /// Days of users: each takes some four hundred bytes.
    package var count: Int { keys.count }

    /// The totals of one user's day, to be added to.
    package subscript(user: NameTable.Index, day: Day) -> UserTotals {
        get { places[Key(day: day, user: user).packed].map { totals[$0] } ?? UserTotals() }
        _modify {
            let place = place(of: Key(day: day, user: user))
            yield &totals[place]
        }
    }

    private mutating func place(of key: Key) -> Int {
        if let latest, latest.key == key { return latest.place }
        let place = places.place(of: key.packed, orPut: keys.count)
        if place == keys.count {
            totals.append(UserTotals())
            keys.append(key)
        }
        latest = (key, place)
        return place
    }

    /// The months of the days that were added to.
    package var months: Set<Month> { Set(Set(keys.map(\.day)).map(\.month)) }

    /// The users that were added to, by index.
    package var users: Set<NameTable.Index> { Set(keys.map(\.user)) }

    /// How many days of users there are of a month.
    func count(of month: Month) -> Int {
        let days = month.days
        return keys.count { days.contains($0.day) }
    }

    /// Where the totals of a month stand, in the order of its rollup: by days, and in the byte order of the names.
    func places(of month: Month, names: NameTable) -> [Int] {
        let ranks = ranksOfUsers(names)
        let days = month.days
        // Day and rank in one word, to be compared as one.
        let lines = keys.indices.filter { days.contains(keys[$0].day) }.map { place in
            let key = keys[place]
            return (order: Key(day: key.day, user: ranks[Int(key.user)]).packed, place: place)
        }
        return lines.sorted { $0.order < $1.order }.map(\.place)
    }

    /// Takes out what stands at the next of some places, if it is of somebody who is not withheld, and all before that.
    ///
    /// - Parameters:
    ///   - places: Of ``places(of:names:)``; nothing stands there any more when it is gone from these.
    ///   - withheld: Gets the rows of users who are withheld.
    mutating func takeLine(
        _ places: inout ArraySlice<Int>, withheld: inout DailyRollup, names: NameTable,
        where isWithheld: (String) -> Bool
    ) -> DailyRollupCodec.Line? {
        while let place = places.popFirst() {
            let (day, user) = (keys[place].day, names[keys[place].user])
            let part = totals[place]
            totals.take(place)
            guard isWithheld(user) else { return DailyRollupCodec.Line(day: day, user: user, totals: part) }
            withheld.add(part, user: user, day: day)
        }
        return nil
    }

    /// By number, the how manieth a user is by name; zero for users who are not here.
    private func ranksOfUsers(_ names: NameTable) -> [NameTable.Index] {
        let users = Array(users)
        var ranks = [NameTable.Index](repeating: 0, count: names.count)
        for (rank, place) in ByteOrder.places(of: users.map { names[$0] }).enumerated() {
            ranks[Int(users[place])] = NameTable.Index(rank)
        }
        return ranks
    }

    /// Adds the part of one month to its rollups: to one the rows of users who are withheld, to the other everybody else's.
    /// They are not held here any more then.
    package mutating func move(
        to rollup: inout DailyRollup, withheld: inout DailyRollup, names: NameTable, where isWithheld: (String) -> Bool
    ) {
        let days = rollup.month.days
        var places = keys.indices.filter { days.contains(keys[$0].day) }[...]
        while let line = takeLine(&places, withheld: &withheld, names: names, where: isWithheld) {
            rollup.add(line.totals, user: line.user, day: line.day)
        }
    }
}
