import Foundation

/// A user's totals in whole units: what both sides of the comparison are brought to.
struct Totals: Equatable, Decodable {
    var jobs: Int
    var gpuJobs: Int
    var failedJobs: Int
    var elapsedSeconds: Int
    var coreSeconds: Int
    var gpuElapsedSeconds: Int
    var gpuSeconds: Int
    var requestedMemoryBytes: Int
    var averageRssBytes: Int
    var maxRssBytes: Int
}

/// The totals of each user in one day or month.
typealias UserTotals = [String: Totals]

/// What `expected_totals.py` prints.
struct ExpectedTotals: Equatable, Decodable {
    /// By UTC day, `YYYY-MM-DD`.
    var days: [String: UserTotals]
    /// By UTC month, `YYYY-MM`.
    var months: [String: UserTotals]
    /// How many attempts ended in each state.
    var states: [String: Int]
    var attempts: Int
    var notEnded: Int
}

/// Every place where two tables differ, in words; none when they are equal to the last unit.
func differences(_ published: [String: UserTotals], _ expected: [String: UserTotals]) -> [String] {
    var found: [String] = []
    for key in Set(published.keys).union(expected.keys).sorted() {
        let left = published[key] ?? [:]
        let right = expected[key] ?? [:]
        for user in Set(left.keys).union(right.keys).sorted() where left[user] != right[user] {
            found.append(
                "\(key) \(user): published \(left[user].map(String.init(describing:)) ?? "nothing"), "
                    + "expected \(right[user].map(String.init(describing:)) ?? "nothing")")
        }
    }
    return found
}

/// The names of the files that are not the same in both, each with the first line that differs.
func differingFiles(_ left: [String: String], _ right: [String: String]) -> [String] {
    Set(left.keys).union(right.keys).sorted().filter { left[$0] != right[$0] }.map { name in
        let lines = zip((left[name] ?? "").split(separator: "\n"), (right[name] ?? "").split(separator: "\n"))
        let first = lines.first { $0 != $1 }
        return "\(name): \(first.map { "\($0) | \($1)" } ?? "one is shorter")"
    }
}
