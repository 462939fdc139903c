package import Scoreboard

/// A month's totals as another program had counted them. They stand for the month until the accounting's own are read.
package struct ImportedMonth: Equatable, Sendable {
    /// When the other program had written them.
    package var asOf: Timestamp
    /// What cannot be trusted in them, in the order of the cases.
    package var doubts: [ImportDoubt]
    /// The totals by user.
    package var users: [String: UserTotals]

    package init(asOf: Timestamp, doubts: [ImportDoubt], users: [String: UserTotals]) {
        self.asOf = asOf
        self.doubts = doubts
        self.users = users
    }
}
