/// What users have in one month, as rows of ``StandingRecords``.
struct MonthRows {
    private var bytes: [UInt8] = []
    /// One more than where each user's row begins, by the numbers of users; 0, or nothing, for who has none.
    private var places: [UInt32] = []

    /// Keeps a user's values.
    mutating func set(_ values: MetricValues, of user: Int) {
        StandingRow.withBytes(of: values) { set($0, of: user) }
    }

    private mutating func set(_ row: UnsafeRawBufferPointer, of user: Int) {
        if user >= places.count { places += repeatElement(0, count: user + 1 - places.count) }
        places[user] = UInt32(bytes.count + 1)
        bytes += row
    }

    /// Takes over what others keep of a month.
    ///
    /// - Parameter users: The number here of each user there.
    mutating func add(_ other: MonthRows, users: [Int]) {
        for user in other.places.indices { other.withRow(of: user) { set($0, of: users[user]) } }
    }

    /// Calls with a user's row, if there is one.
    func withRow(of user: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard user < places.count, places[user] > 0 else { return }
        bytes.withUnsafeBytes { body(StandingRow.bytes(in: $0, at: Int(places[user]) - 1)) }
    }
}
