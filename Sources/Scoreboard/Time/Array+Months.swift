extension Array<Month> {
    /// Months in order, in few words: `2016-01 to 2020-04, 2021-02`.
    package var spans: String {
        var runs: [(first: Month, last: Month)] = []
        for month in self {
            if let last = runs.last?.last, last.next == month {
                runs[runs.count - 1].last = month
            } else {
                runs.append((month, month))
            }
        }
        return runs.map { $0.first == $0.last ? "\($0.first)" : "\($0.first) to \($0.last)" }.joined(separator: ", ")
    }
}
