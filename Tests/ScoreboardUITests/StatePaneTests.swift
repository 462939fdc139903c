import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The panes of the poller's state: health and filters.
@Suite struct StatePaneTests {
    private func shown(_ key: Key, _ world: World = World(), width: Int = 120, height: Int = 36) -> Model {
        var model = model(width: width, height: height)
        world.update(.key(key), &model)
        return model
    }

    /// Every file is read only when somebody asks for it: on a large root that takes long.
    @Test func healthReadsRecordsByItselfAndExaminesOnDemand() {
        var model = model()
        #expect(model.type("3") == [.ask(.health)])
        #expect(update(.tick(sampleNow + 1), &model) == [])
        #expect(model.contains("Reading the records"))
        _ = update(.answered(World().answer(.health), at: sampleNow), &model)
        #expect(model.contains("d lets it look at every file") && model.contains("months are read"))
        #expect(model.type("d") == [.ask(.examination)])
        #expect(model.contains("Every file is being read") && model.contains("months are read"))
        #expect(model.type("d") == [])
        _ = update(.answered(World().answer(.examination), at: sampleNow), &model)
        #expect(model.contains("d examines again"))
        #expect(model.type("d") == [.ask(.examination)])
        // New standings: the records are read again, the files are not examined again.
        #expect(update(.loaded([smallCluster(ageSeconds: 1)], at: sampleNow), &model) == [.ask(.health)])
    }

    @Test func healthSaysWhatIsWrongAndWhatToDo() {
        var model = shown("3")
        World().update(.key("d"), &model)
        #expect(model.contains("27 of 27 months are read, 25 of them twice") && model.contains("3.4 MB of 2.0 GB"))
        #expect(model.contains("100.0%") && model.contains("24.11.5"))
        #expect(model.contains("Nothing is wrong."))
        model.type(.down)
        #expect(model.health.selectedCluster == "hammer")
        for words in [
            "6 of 27 months are read; next 2025-03-02, about 600 calls to go", "25.3%", "sacct answered nothing",
            "memory",
            "in 4m, after 3 failed calls", "1.9 GB of 2.0 GB", "0 of 2 of sacct",
            "2025-02-11 00:00Z to 2025-02-12 00:00Z", "tried 4 times, again in 2h 0m: sacct answered nothing",
        ] {
            #expect(model.contains(words), "\(words)")
        }
        #expect(model.contains("do what the message says"))
    }

    /// What was ingested grows old as what is polled does.
    @Test(arguments: [(Int64(60), Role.level), (3 * 3600, .warning), (2 * 86_400, .loss)])
    func ingestedDataLooksOld(age: Int64, role: Role) {
        var health = ClusterHealth(cluster: "hammer")
        health.asOf = sampleNow - age
        let (words, shown) = shown("3").health.state(health, sampleNow)
        #expect(words == "ingested" && shown == role)
    }

    /// 600 calls were left; 100 were made in 1000 seconds, so that 500 take 5000.
    @Test func timeToGoFollowsThePace() {
        var model = shown("3")
        model.type(.down)
        var health = ClusterHealth(cluster: "hammer")
        health.asOf = sampleNow
        health.backfill = ClusterHealth.Backfill(
            phase: "reading history", isComplete: false, thousandths: 375, monthsDone: 7, monthsTotal: 27,
            callsToGo: 500)
        _ = update(.answered(.health([health]), at: sampleNow + 1000), &model)
        #expect(model.contains("about 1h 23m to go"))
    }

    @Test func theSelectedClusterStays() {
        var model = shown("3")
        model.type(.down)
        var newer = ClusterHealth(cluster: "aardvark")
        newer.lastSuccess = sampleNow
        guard case .health(let before) = World().answer(.health) else { return }
        _ = update(.answered(.health([newer] + before), at: sampleNow), &model)
        #expect(model.health.selectedCluster == "hammer" && model.contains("hammer ─") == false)
        #expect(model.health.selectedRow == 2)
    }

    @Test func filtersAreListedWithTheirTotal() throws {
        let model = shown("4", width: 160)
        // 20 months of 1000, 2000, … 20,000 jobs on each of two clusters.
        let total = try #require(model.lines.first { $0.contains("Total") })
        #expect(total.contains("420,000"))
        // 1000 of 1024, 2000 of 2048, 4000 of 4096, 8000 of 8192, 15,000 and 16,000 of 16,384: twice six.
        #expect(model.contains("12 near capacity"))
        let first = try #require(model.lines.first { $0.contains("2026-11") })
        for part in ["bell", "1,000", "1,024", "97%", "1.0e-4", "20,480", "13", "2.6 kB"] {
            #expect(first.contains(part), "\(part)")
        }
    }

    @Test func aDamagedFilterIsSaidInItsPlace() {
        let model = shown("4", World(isBroken: true))
        #expect(model.contains("its checksum does not match its content␛[31m") && model.contains("2 damaged"))
    }

    @Test func theSelectedFilterStays() {
        var model = shown("4")
        model.type(.down, .down)
        guard case .filters(var filters) = World().answer(.filters) else { return }
        filters.append(SeenFilter(cluster: "bell", month: Month(year: 2026, month: 12)))
        _ = update(.answered(.filters(filters), at: sampleNow), &model)
        #expect(model.bloom.selectedRow == 3)
    }

    @Test(arguments: ["3", "4"])
    func anEmptyRootSaysWhatToDo(key: String) {
        var model = model([])
        World(isEmpty: true).update(.key(.character(Character(key))), &model)
        #expect(model.contains("No cluster has been polled yet") && model.contains("--poll --cluster NAME --once"))
    }

    @Test(arguments: [(0.0, "0"), (1e-4, "1.0e-4"), (9.96e-5, "1.0e-4"), (0.25, "2.5e-1"), (1, "1.0"), (.nan, "0")])
    func ratesAreWritten(rate: Double, text: String) {
        #expect(ValueText.rate(rate) == text)
    }

    @Test(arguments: [
        (999.9, 11, "999.9"), (12_345_678.9, 11, "12,345,679"), (1_234_567_890.1, 11, "1,234,567.9k"),
    ])
    func longValuesAreShortened(value: Double, width: Int, text: String) {
        #expect(ValueText.text(value, unit: .hours, width: width) == (text.utf8.count <= width ? text : "1,234,568k"))
    }
}
