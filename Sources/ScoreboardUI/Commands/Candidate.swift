/// Something that completes what is being typed.
package struct Candidate: Hashable, Sendable {
    /// The word that it puts in place of the last one.
    package var word: String
    /// What helps to choose.
    package var detail: String
    /// Whether more can follow: an argument.
    package var takesMore: Bool
    /// Other words by which it is found.
    var aliases: [String]

    package init(_ word: String, _ detail: String = "", takesMore: Bool = false, aliases: [String] = []) {
        self.word = word
        self.detail = detail
        self.takesMore = takesMore
        self.aliases = aliases
    }

    /// Those that begin with what was typed, then those that hold it; in their order.
    static func matching(_ typed: some StringProtocol, among all: [Candidate], limit: Int = 200) -> [Candidate] {
        let part = Array(typed.lowercased().utf8)
        guard !part.isEmpty else { return Array(all.prefix(limit)) }
        var first: [Candidate] = []
        var others: [Candidate] = []
        for candidate in all {
            let places = ([candidate.word] + candidate.aliases).map { Array($0.lowercased().utf8).firstRange(of: part) }
            if places.contains(0) {
                first.append(candidate)
            } else if places.contains(where: { $0 != nil }) {
                others.append(candidate)
            }
        }
        return Array((first + others).prefix(limit))
    }
}
