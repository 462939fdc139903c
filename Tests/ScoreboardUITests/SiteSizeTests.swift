import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The smallest and the largest of sites.
@Suite struct SiteSizeTests {
    @Test func oneUser() {
        let alone = ClusterStandings(
            cluster: "bell", asOf: sampleNow, today: sampleNow.day, users: [standing("zed", cpu: 5)])
        var model = model([alone], width: 80, height: 24)
        #expect(model.contains("1 player ") && !model.contains("1 players"))
        #expect(model.contains("sum 5.0   median 5.0"))
        model.type(.down, .pageDown, .end, .up)
        #expect(model.shownNames == ["zed"] && model.contains("1/1"))
        // The next and the previous player are the same one.
        model.type(.enter)
        model.type("][")
        #expect(model.contains("Rank #1") && model.contains("of 1 player in 30d"))
        // Nobody is compared alone, which is said.
        model.type(.escape)
        model.type(" c")
        #expect(model.lines.joined(separator: "\n").contains("Space"))
    }

    /// 3,000 each on five clusters: player n of all has 15,000 - n core-hours.
    @Test func fifteenThousandUsers() {
        let names = ["bell", "gautschi", "gilbreth", "hammer", "negishi"]
        let clusters = names.enumerated().map { place, name in
            ClusterStandings(
                cluster: name, asOf: sampleNow, today: sampleNow.day,
                users: (0..<3000).map { index in
                    let number = index * 5 + place
                    return standing("u\(100_000 + number)", cpu: Double(15_000 - number))
                })
        }
        var model = model(clusters)
        #expect(model.contains("15,000 players"))
        // 15,000 × 15,001 / 2, and the mean of 7,500 and 7,501.
        #expect(model.contains("sum 112,507,500.0   median 7,500.5"))
        #expect(model.lines.contains { $0.contains("u100000") && $0.contains("15,000.0") })
        model.type(.end)
        #expect(model.contains("15000/15000"))
        #expect(model.lines.contains { $0.contains("15000") && $0.contains("u114999") && $0.contains(" 1.0 ") })
        model.type("/u107777")
        model.type(.enter)
        #expect(model.lines.contains { $0.hasPrefix("┃▶") && $0.contains("u107777") && $0.contains(" 7778 ") })
        model.type("fu1000")
        #expect(model.contains("15,000 players, 100 shown"))
        model.type(.escape, .escape)
        // The last of the alphabet first.
        model.type(":sort user:desc")
        model.type(.enter, .home)
        #expect(model.lines.contains { $0.hasPrefix("┃▶") && $0.contains("u114999") })
        model.type(":cluster bell")
        model.type(.enter)
        #expect(model.contains("3,000 players"))
    }
}
