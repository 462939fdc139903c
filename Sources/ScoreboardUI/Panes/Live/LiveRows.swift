import Scoreboard
import TerminalKit

/// The queue made ready for the screen: clusters put together, filtered, sorted and measured. Made anew when one of these
/// changes, not for every frame.
struct LiveRows: Sendable {
    /// By name.
    private(set) var entries: [UserQueue] = []
    /// Indices into `entries`, in the order of the screen.
    private(set) var order: [Int] = []
    /// Those who are not shown, together, and how many they are. Who has jobs on two clusters counts on each.
    private(set) var others = UserQueue(user: "")
    private(set) var othersCount = 0
    /// Jobs that neither run nor wait.
    private(set) var neitherCount: Int64 = 0
    /// Of everybody, shown or not, and of those who are shown.
    private(set) var total = UserQueue(user: "")
    private(set) var shownTotal = UserQueue(user: "")
    /// Of one user who is shown.
    private(set) var largestCPUs: Int64 = 0
    private var foldedNames: [[UInt8]] = []
    private var places: [String: Int] = [:]
    private var widths: [LiveColumn: Int] = [:]

    var count: Int { order.count }

    subscript(row: Int) -> UserQueue { entries[order[row]] }

    /// The row of a user; nil when it is not shown.
    func row(of user: String) -> Int? { places[user] }

    /// Whether the user has jobs, shown or not.
    func contains(_ user: String) -> Bool { entries.contains { $0.user == user } }

    /// How many columns a column's numbers take, at the widest.
    func width(_ column: LiveColumn) -> Int { widths[column] ?? 0 }

    init() {}

    init(_ queues: [ClusterQueue]) {
        var users: [String: UserQueue] = [:]
        for queue in queues {
            for user in queue.users {
                users[user.user, default: UserQueue(user: user.user)].add(user)
                total.add(user)
            }
            others.add(queue.others)
            othersCount += queue.othersCount
            neitherCount += queue.neitherCount
        }
        total.add(others)
        entries = users.values.sorted { $0.user < $1.user }
        foldedNames = entries.map { Array($0.user.lowercased().utf8) }
        measure()
    }

    private mutating func measure() {
        for column in LiveColumn.allCases {
            guard column.number(total) != nil else { continue }
            // The total is the largest of all.
            widths[column] = LiveRows.text(column.number(total) ?? 0).utf8.count
        }
        // One name of 200 columns does not take everybody's room: nineteen of twenty fit whole.
        let names = entries.map(\.user.displayWidth).sorted()
        widths[.user] = names.isEmpty ? 0 : names[names.count * 19 / 20]
        largestCPUs = entries.map(\.running.cpus).max() ?? 0
        widths[.reason] = entries.map { $0.next?.reason.displayWidth ?? 0 }.max() ?? 0
    }

    static func text(_ number: Int64) -> String { ValueText.text(Double(number), unit: .count, width: 10) }

    /// Narrows and sorts; equal rows stand by name.
    mutating func arrange(filter: WordFilter, by column: LiveColumn, isDescending: Bool) {
        var chosen = filter.isEmpty ? Array(entries.indices) : entries.indices.filter { filter.passes(foldedNames[$0]) }
        chosen.sort { left, right in
            let (first, second) = isDescending ? (right, left) : (left, right)
            if precedes(first, second, by: column) { return true }
            return precedes(second, first, by: column) ? false : left < right
        }
        order = chosen
        places = [:]
        shownTotal = UserQueue(user: "")
        for (row, index) in chosen.enumerated() {
            places[entries[index].user] = row
            shownTotal.add(entries[index])
        }
    }

    private func precedes(_ left: Int, _ right: Int, by column: LiveColumn) -> Bool {
        let (first, second) = (entries[left], entries[right])
        switch column {
        case .user: return left < right
        // Who waits for nothing waits shortest.
        case .wait: return (first.oldestSubmit?.seconds ?? .max) > (second.oldestSubmit?.seconds ?? .max)
        case .reason: return (first.next?.reason ?? "") < (second.next?.reason ?? "")
        default: return (column.number(first) ?? 0) < (column.number(second) ?? 0)
        }
    }

    /// The rows whose names hold the text, in the order of the screen.
    func matches(_ text: String) -> [Int] {
        let part = Array(text.lowercased().utf8)
        guard !part.isEmpty else { return [] }
        return order.indices.filter { foldedNames[order[$0]].firstRange(of: part) != nil }
    }
}
