/// Finds what somebody may have meant.
package enum NearestName {
    /// The name that takes the fewest insertions, deletions, changes and swaps of neighbours; nil when all are too far
    /// off to be meant: more than 2, and more than a third of the word.
    package static func of(_ word: String, among names: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(80))
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = distance(typed, Array(name.lowercased().unicodeScalars))
            if distance <= max(2, typed.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// The optimal string alignment distance.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            (before, last) = (last, row)
        }
        return last[right.count]
    }
}
