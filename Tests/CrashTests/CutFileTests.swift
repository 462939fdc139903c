import Foundation
import Testing

/// Saved rows whose file ends inside a job.
@Suite struct CutFileTests {
    /// As after a crash behind the last commit, when the same command is given again.
    @Test(arguments: [1, 2, 3]) func itsStepsCountHoweverOftenTheFirstPartComes(times: Int) throws {
        let stage = Scene.Stage()
        let job = AccountingRow.job(1, "ann", end: 3600)
        let larger = job[1].replacing("1.batch", with: "1.0").replacing("1000K", with: "5000K")
        let first = try stage.directory.write(AccountingRow.text([job]), to: "first")
        let second = try stage.directory.write(
            AccountingRow.text([[larger], AccountingRow.job(2, "ann", end: 7200)]), to: "second")
        for file in Array(repeating: first, count: times) + [second] {
            let outcome = try SpawnedProgram.run(
                [Binary.path, "ingest", "--root", stage.root.path, "--cluster", "negishi", "--slurm", "22.05", file],
                in: stage.directory)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        // The larger of the first job's steps and the only one of the second: 5000K and 1000K, a thousand K to an MB.
        #expect(try stage.root.userTotals()["ann"]?.largestMemoryMB == 6)
        #expect(try stage.root.userTotals()["ann"]?.jobs == 2)
    }
}
