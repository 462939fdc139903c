package import Scoreboard

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

    /// The days of a month that have totals, in order, each with the places of these.
    func days(of month: Month) -> [(day: Day, places: [Int])] {
        let days = month.days
        var places: [Day: [Int]] = [:]
        for (place, key) in keys.enumerated() where days.contains(key.day) {
            places[key.day, default: []].append(place)
        }
        return places.sorted { $0.key < $1.key }.map { (day: $0.key, places: $0.value) }
    }

    /// Takes a day out.
    ///
    /// - Parameters:
    ///   - places: Those of the day, from ``days(of:)``; nothing stands there any more then.
    ///   - withheld: Gets the rows of users who are withheld.
    /// - Returns: The totals of everybody else.
    mutating func take(
        _ places: [Int], withheld: inout DailyRollup, names: NameTable, where isWithheld: (String) -> Bool
    ) -> [String: UserTotals] {
        var users: [String: UserTotals] = [:]
        users.reserveCapacity(places.count)
        takeOut(places, withheld: &withheld, names: names, where: isWithheld) { totals, user, _ in
            users[user, default: UserTotals()] += totals
        }
        return users
    }

    /// Adds the part of one month to its rollups: to one the rows of users who are withheld, to the other everybody else's.
    /// They are not held here any more then.
    package mutating func move(
        to rollup: inout DailyRollup, withheld: inout DailyRollup, names: NameTable, where isWithheld: (String) -> Bool
    ) {
        let days = rollup.month.days
        let places = keys.indices.filter { days.contains(keys[$0].day) }
        takeOut(places, withheld: &withheld, names: names, where: isWithheld) { totals, user, day in
            rollup.add(totals, user: user, day: day)
        }
    }

    private mutating func takeOut(
        _ places: [Int], withheld: inout DailyRollup, names: NameTable, where isWithheld: (String) -> Bool,
        toOthers add: (UserTotals, String, Day) -> Void
    ) {
        for place in places {
            let (day, user) = (keys[place].day, names[keys[place].user])
            if isWithheld(user) {
                withheld.add(totals[place], user: user, day: day)
            } else {
                add(totals[place], user, day)
            }
            totals.take(place)
        }
    }
}
