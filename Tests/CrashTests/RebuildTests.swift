import Foundation
import Testing

/// What is derived can be deleted: it is made again to the byte.
@Suite struct RebuildTests {
    private static let now = "2026-11-20T15:00:00Z"

    /// Two clusters that share a user; their boards are those of ``now``.
    private func filled() throws -> Scene.Stage {
        let stage = Scene.Stage()
        for (cluster, user) in [("negishi", "bob"), ("hammer", "a/b")] {
            let rows = try stage.directory.write(
                AccountingRow.text([
                    AccountingRow.job(1, "ann", end: 3600), AccountingRow.job(2, user, end: 7200),
                    AccountingRow.job(3, user, end: -40 * 86_400),
                ]), to: cluster)
            let outcome = try SpawnedProgram.run(
                [Binary.path, "ingest", "--root", stage.root.path, "--cluster", cluster, "--slurm", "22.05"]
                    + ["--now", Self.now, rows], in: stage.directory)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        return stage
    }

    @Test(arguments: [
        ["clusters/negishi/agg/users", "clusters/hammer/agg/users"], ["clusters/negishi/agg/users/ann.json"],
        ["clusters/negishi/agg/leaderboards", "clusters/hammer/agg/leaderboards", "leaderboards"],
        ["clusters/negishi/agg/leaderboards/rolling-30d.json"], ["leaderboards/alltime.json"],
        ["leaderboards/boards.bin"], ["clusters/hammer/agg/leaderboards/standings.bin"],
        [
            "clusters/negishi/agg/users", "clusters/negishi/agg/leaderboards", "clusters/hammer/agg/users",
            "clusters/hammer/agg/leaderboards", "leaderboards",
        ],
    ])
    func theSameFilesAreMadeAgain(deleted: [String]) throws {
        let stage = try filled()
        let before = stage.root.content()
        for path in deleted { try FileManager.default.removeItem(atPath: stage.root.path + "/" + path) }
        #expect(stage.root.content().count < before.count)
        let outcome = try SpawnedProgram.run(
            [Binary.path, "leaderboards", "--rebuild", "--root", stage.root.path, "--now", Self.now],
            in: stage.directory)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(DataRoot.differences(stage.root.content(), before) == [])
        #expect(stage.root.leftovers == [])
    }
}
