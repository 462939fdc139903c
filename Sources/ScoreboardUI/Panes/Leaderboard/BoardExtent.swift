import Scoreboard
import TerminalKit

/// How large and how long things get on a board, by whatever it ranks.
struct BoardExtent: Sendable {
    /// The largest value of each metric in the window, from zero.
    private(set) var largest = MetricValues()
    /// The columns that names get.
    private(set) var nameWidth = BoardExtent.leastNameWidth

    private static let leastNameWidth = 10
    private static let mostNameWidth = 24

    /// Of a board without anybody.
    init() {}

    init(_ ranking: Ranking) {
        largest = ranking.largestValues()
        nameWidth = BoardExtent.nameWidth(ranking)
    }

    /// One name of 200 columns does not take the room of everybody's bars: nineteen of twenty fit whole.
    private static func nameWidth(_ ranking: Ranking) -> Int {
        // How many names there are of each width that is allowed.
        var counts = [Int](repeating: 0, count: mostNameWidth - leastNameWidth + 1)
        ranking.roster.folded.withBytes { folded in
            for player in ranking.players {
                // What is plain is as wide as it is long, in lower case as in any.
                let width =
                    folded.isPlain(Int(player))
                    ? folded.length(of: Int(player)) : ranking.roster.names[Int(player)].displayWidth
                counts[max(leastNameWidth, min(mostNameWidth, width)) - leastNameWidth] += 1
            }
        }
        var passed = 0
        for (index, count) in counts.enumerated() {
            passed += count
            if passed > ranking.count * 19 / 20 { return leastNameWidth + index }
        }
        return leastNameWidth
    }
}
