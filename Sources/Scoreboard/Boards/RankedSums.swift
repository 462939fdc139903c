/// Sums of users in the spans that boards rank by, in whole numbers.
///
/// What is added counts in several spans mostly: a month in all time and in a year. So it is added once, to a column of what
/// counts in just these spans, of which there are few; the sum of a span is that of some columns, made when somebody asks.
struct RankedSums {
    private var columns: [Column] = []

    private struct Column {
        let spans: RankedSpans
        /// By the numbers of users; who is beyond has nothing here.
        var totals: [UserTotals] = []
    }

    /// The number of the column of what counts in some spans.
    mutating func column(of spans: RankedSpans) -> Int {
        if let column = columns.firstIndex(where: { $0.spans == spans }) { return column }
        columns.append(Column(spans: spans))
        return columns.count - 1
    }

    /// Adds to a column.
    mutating func add(_ totals: UserTotals, of user: Int, to column: Int) {
        let count = columns[column].totals.count
        if user < count {
            columns[column].totals[user] += totals
        } else {
            columns[column].totals += repeatElement(UserTotals(), count: user - count)
            columns[column].totals.append(totals)
        }
    }

    /// Adds all of other sums.
    ///
    /// - Parameter users: The number here of each user there.
    mutating func add(_ other: borrowing RankedSums, users: [Int]) {
        for theirs in other.columns {
            let own = column(of: theirs.spans)
            for (user, totals) in theirs.totals.enumerated() { add(totals, of: users[user], to: own) }
        }
    }

    /// A user's sums.
    func windows(of user: Int) -> WindowTotals {
        var windows = WindowTotals()
        for column in columns where user < column.totals.count {
            column.totals.withUnsafeBufferPointer { windows.add($0[user], to: column.spans) }
        }
        return windows
    }

    /// A user's sum of all time.
    func allTime(of user: Int) -> UserTotals {
        var sum = UserTotals()
        for column in columns where column.spans.contains(.allTime) && user < column.totals.count {
            column.totals.withUnsafeBufferPointer { sum += $0[user] }
        }
        return sum
    }
}
