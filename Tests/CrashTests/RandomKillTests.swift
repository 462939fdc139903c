import Foundation
import Testing

/// Polls that are killed at any moment, one after the other, with new jobs for each of them.
@Suite(.serialized) struct RandomKillTests {
    private static let rounds = 60
    private static let seconds = 30.0

    /// Two jobs a round, which ended in the ten minutes before it.
    private func rows(until round: Int) -> String {
        AccountingRow.text(
            (0...round).flatMap { round in
                [
                    AccountingRow.job(2 * round + 1, "ann", end: round * 600),
                    AccountingRow.job(2 * round + 2, "user\(round % 7)", end: round * 600 + 300),
                ]
            })
    }

    private func command(_ round: Int, _ root: DataRoot) -> [String] {
        let minutes = (round + 1) * 10
        let time = String(format: "2026-11-20T%02d:%02d:00Z", minutes / 60, minutes % 60)
        return [Binary.path, "poll", "--once", "--root", root.path, "--cluster", "negishi", "--now", time]
            + ["--rate-limit", "10000", "--backfill-start", "2026-11-19"]
    }

    /// When a commit was last begun or finished; nil when there was none.
    private func lastCommit(_ root: DataRoot) -> [Int]? {
        var status = stat()
        guard stat(root.path + "/clusters/negishi/state/commit", &status) == 0 else { return nil }
        return [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }

    @Test func aLongLoopOfKillsLosesNothing() throws {
        let stage = Scene.Stage(directory: TemporaryDirectory(isOnDisk: true))
        let accounting = try FakeAccounting()
        var random = SystemRandomNumberGenerator()
        func poll(_ round: Int, _ root: DataRoot) throws -> SpawnedProgram.Outcome {
            try SpawnedProgram.run(command(round, root), environment: accounting.environment, in: stage.directory)
        }
        // How long an undisturbed one takes here and now; the kills are spread over a little more than that.
        try accounting.serve(rows(until: 0))
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try poll(0, stage.root).status == 0)
        let usual = (clock.now - start) / .microseconds(1)
        var (killed, settled, round) = (0, 0, 0)
        while round < Self.rounds, round < 20 || clock.now - start < .seconds(Self.seconds) {
            round += 1
            try accounting.serve(rows(until: round))
            let before = lastCommit(stage.root)
            let running = try SpawnedProgram(
                command(round, stage.root), environment: accounting.environment, in: stage.directory)
            if round.isMultiple(of: 2) {
                usleep(UInt32.random(in: 1000...max(60_000, UInt32(usual * 1.2)), using: &random))
            } else {
                // Most of the time goes into asking: these are killed while they commit, or a little later.
                while lastCommit(stage.root) == before, !running.hasEnded { sched_yield() }
                usleep(UInt32.random(in: 0...10_000, using: &random))
            }
            kill(running.processIdentifier, SIGKILL)
            let outcome = running.outcome()
            #expect(outcome.status == 0 || outcome.status == -SIGKILL, "\(outcome.errors)")
            if outcome.status != 0 { killed += 1 }
            if outcome.errors.contains("an interrupted commit was settled") { settled += 1 }
        }
        let last = try poll(round, stage.root)
        #expect(last.status == 0, "\(last.errors)")
        #expect(last.errors.contains("all history is read"))
        print("crash points: \(killed) of \(round) polls killed at random, \(settled) commits settled by the next one")
        #expect(killed > round / 4)

        #expect(stage.root.leftovers == [])
        // By hand: each round has one job of ann's and one of somebody's, of 4 cores for a sixth of an hour.
        let totals = try stage.root.userTotals()
        #expect(totals["ann"]?.jobs == round + 1)
        #expect(totals.values.reduce(0) { $0 + $1.jobs } == 2 * (round + 1))
        // And the same rounds undisturbed give the same files, but for those of the jobs that may still get steps: they
        // tell how lately somebody looked.
        let undisturbed = DataRoot(path: stage.directory.file("undisturbed"))
        for round in 0...round {
            try accounting.serve(rows(until: round))
            #expect(try poll(round, undisturbed).status == 0)
        }
        let (found, wanted) = (stage.root.content(hasTimes: false), undisturbed.content(hasTimes: false))
        let differences = DataRoot.differences(found, wanted).filter { !$0.contains("/state/steps/") }
        #expect(differences == [])
    }
}
