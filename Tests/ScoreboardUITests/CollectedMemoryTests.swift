import Scoreboard
import Testing

@testable import ScoreboardUI

/// What a board of memory says where no steps are read.
@Suite struct CollectedMemoryTests {
    private static func text(_ standings: [ClusterStandings], _ metric: Metric = .maxMemory) -> String {
        let options = BoardOptions(root: "/data", window: .allTime, subject: .metric(metric))
        return model(standings, options: options).lines.joined(separator: "\n")
    }

    private static func without(_ name: String) -> ClusterStandings {
        ClusterStandings(
            cluster: name, asOf: sampleNow, today: sampleNow.day, memoryIsCollected: false,
            users: [standing("alice", cpu: 1000), standing("bob", cpu: 10)])
    }

    @Test func nowhereIsSaidInsteadOfZero() {
        let frame = Self.text([Self.without("bell")])
        #expect(frame.contains("memory was not collected"))
        #expect(!frame.contains("0.0 MB"))
        // Nor is anybody first by it.
        #expect(frame.contains("– ") && !frame.contains("1     ") && !frame.contains("NEW"))
    }

    @Test func oneOfTheClustersIsNamed() {
        let frame = Self.text([smallCluster("hammer"), Self.without("bell")])
        #expect(frame.contains("memory was not collected on bell"))
        let options = BoardOptions(root: "/data", window: .allTime, subject: .metric(.maxMemory))
        let narrow = model([smallCluster("hammer"), Self.without("bell")], width: 80, options: options)
        #expect(narrow.contains("no memory: bell") && !narrow.contains("was not collected"))
    }

    @Test func otherBoardsSayNothing() {
        #expect(!Self.text([Self.without("bell")], .coreHours).contains("not collected"))
        #expect(!Self.text([smallCluster()]).contains("not collected"))
    }
}
