import Scoreboard

/// What is added to one line.
struct RollupAddition {
    /// Of the month, from 1; zero where there are no days.
    let day: Int
    let user: String
    let name: [UInt8]
    let totals: UserTotals

    init(day: Int, _ user: String, _ totals: UserTotals) {
        self.day = day
        self.user = user
        name = Array(user.utf8)
        self.totals = totals
    }
}
