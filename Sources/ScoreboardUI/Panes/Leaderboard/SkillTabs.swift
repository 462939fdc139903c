import Scoreboard

/// The row of skills, scrolled so that the present one is seen.
struct SkillTabs {
    struct Tab {
        var subject: Leaderboard.Subject
        /// As drawn: the present one in brackets.
        var text: String
        /// From the left of the row.
        var columns: Range<Int>
    }

    private(set) var tabs: [Tab] = []
    private(set) var hidesLeft = false
    private(set) var hidesRight = false

    /// - Parameter width: Columns that the row may take.
    init(subject: Leaderboard.Subject, scale: ExperienceScale, width: Int) {
        let all = Leaderboard.Subject.tabs
        let texts = all.map { $0 == subject ? "[\($0.title(scale))]" : $0.title(scale) }
        let current = all.firstIndex(of: subject) ?? 0
        // Two columns at each end are for the marks of what is hidden.
        let room = max(1, width - 4)
        var first = 0
        while first < current, columns(texts[first...current]) > room { first += 1 }
        var x = 2
        for index in first..<all.count {
            let end = x + texts[index].utf8.count
            guard end <= 2 + room || index == current else {
                hidesRight = true
                break
            }
            tabs.append(Tab(subject: all[index], text: texts[index], columns: x..<end))
            x = end + 2
        }
        hidesLeft = first > 0
        if !hidesLeft {
            // Nothing to mark at the left: begin at the edge.
            for index in tabs.indices {
                let columns = tabs[index].columns
                tabs[index].columns = columns.lowerBound - 2..<columns.upperBound - 2
            }
        }
    }

    private func columns(_ texts: ArraySlice<String>) -> Int {
        texts.reduce(0) { $0 + $1.utf8.count + 2 } - 2
    }
}
