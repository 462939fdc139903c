import Scoreboard
import Testing

@testable import Generator

@Suite("Generated rows")
struct GeneratorPlanTests {
    @Test("The same plan gives the same bytes", arguments: ClusterProfile.all)
    func sameSeed(cluster: ClusterProfile) throws {
        let plan = GeneratorPlan.october(cluster, jobs: 3000, withSteps: true, openJobs: 10)
        #expect(try GeneratedText(plan).bytes == GeneratedText(plan).bytes)
    }

    @Test("Another seed gives other bytes")
    func otherSeed() throws {
        #expect(
            try GeneratedText(.october(jobs: 500, seed: 1)).bytes != GeneratedText(.october(jobs: 500, seed: 2)).bytes)
    }

    @Test("The header names the columns, every row has 21 fields, the summary tells the truth")
    func shape() throws {
        let text = try GeneratedText(.october(jobs: 5000, withSteps: true, openJobs: 20))
        let rows = text.rows
        #expect(text.lines.first?.split(separator: "|").map(String.init) == GeneratedRow.columns)
        #expect(text.lines.last == "")
        #expect(rows.allSatisfy { $0.fields.count == 21 })
        #expect(rows.count { !$0.isStep } == 5000)
        #expect(rows.count { $0.isStep } == text.summary.stepRows)
        #expect(rows.count { !$0.isStep && $0.isOpen } == 20)
        #expect(text.summary.jobRows == 5000)
        #expect(text.summary.openRows == 20)
        #expect(text.summary.bytes == text.bytes.count)
        #expect(text.blocks == (text.bytes.count >> 20) + 1, "blocks of 1 MiB and the rest")
        #expect(text.blocksEndWithRows)
    }

    @Test("Without a header the rows are the same")
    func noHeader() throws {
        var plan = GeneratorPlan.october(jobs: 100)
        let whole = try GeneratedText(plan)
        plan.hasHeader = false
        let bare = try GeneratedText(plan)
        #expect(bare.lines == Array(whole.lines.dropFirst()))
    }

    @Test("Ended jobs end inside the span; open jobs have no end", arguments: ClusterProfile.all)
    func ends(cluster: ClusterProfile) throws {
        for row in try GeneratedText(.october(cluster, jobs: 4000, openJobs: 30)).jobs {
            if row.isOpen {
                #expect(row["End"] == "Unknown")
                #expect(row.integer("Submit") < octoberEnd)
                #expect(row.state == "RUNNING" ? row.integer("Start") < octoberEnd : row["Start"] == "Unknown")
            } else {
                #expect((octoberStart..<octoberEnd).contains(row.integer("End")))
            }
        }
    }

    @Test("Times are in order and agree with the elapsed time")
    func times() throws {
        let jobs = try GeneratedText(.october(.hammer, jobs: 20_000)).jobs
        var suspended = 0
        for row in jobs {
            #expect(row.integer("Eligible") >= row.integer("Submit"))
            guard row["Start"] != "None" else {
                #expect(row.integer("ElapsedRaw") == 0)
                #expect(["CANCELLED", "DEADLINE"].contains(row.state))
                #expect(row["AllocTRES"] == "")
                continue
            }
            #expect(row.integer("Start") >= row.integer("Eligible"))
            let between = row.integer("End") - row.integer("Start")
            #expect((0...between).contains(row.integer("ElapsedRaw")))
            if row.integer("ElapsedRaw") != between { suspended += 1 }
        }
        #expect((1...jobs.count / 1000).contains(suspended))
    }

    @Test("JobIDRaw and Submit together are unique", arguments: ClusterProfile.all)
    func identity(cluster: ClusterProfile) throws {
        let jobs = try GeneratedText(.october(cluster, jobs: 10_000, openJobs: 50)).jobs
        #expect(Set(jobs.map { "\($0["JobIDRaw"])/\($0["Submit"])" }).count == 10_000)
    }

    @Test("A requeued attempt is followed by a record with the same id, submitted when it ended")
    func requeues() throws {
        let jobs = try GeneratedText(.october(.gautschi, jobs: 20_000)).jobs
        let attempts = jobs.indices.filter { jobs[$0].state == "REQUEUED" }
        #expect(attempts.count > 20)
        for index in attempts {
            let next = jobs[index + 1]
            #expect(next["JobIDRaw"] == jobs[index]["JobIDRaw"])
            #expect(next["User"] == jobs[index]["User"])
            #expect(next["Submit"] == jobs[index]["End"])
            #expect(next.integer("Submit") > jobs[index].integer("Submit"))
        }
    }

    @Test("Array tasks share a submit time, have ids of their own, and the last one has the array's")
    func arrays() throws {
        let jobs = try GeneratedText(.october(.hammer, jobs: 10_000)).jobs
        let tasks = jobs.filter { $0["JobID"].contains("_") }
        #expect(tasks.count > 3000)
        for (array, members) in Dictionary(
            grouping: tasks, by: { String($0["JobID"].split(separator: "_").first ?? "") })
        {
            #expect(Set(members.map { $0["Submit"] }).count == 1)
            #expect(Set(members.map { $0["User"] }).count == 1)
            #expect(Set(members.map { $0["JobIDRaw"] }).count == members.count)
            // The last array may be cut off by the end of the month.
            if members.last?["JobID"] != tasks.last?["JobID"] { #expect(members.last?["JobIDRaw"] == array) }
        }
    }

    @Test("Heterogeneous parts come in pairs with ids in sequence")
    func components() throws {
        let jobs = try GeneratedText(.october(.negishi, jobs: 20_000)).jobs
        let leaders = jobs.indices.dropLast().filter { jobs[$0]["JobID"].hasSuffix("+0") }
        #expect(leaders.count > 3)
        for index in leaders {
            #expect(jobs[index + 1]["JobID"] == jobs[index]["JobIDRaw"] + "+1")
            #expect(jobs[index + 1].integer("JobIDRaw") == jobs[index].integer("JobIDRaw") + 1)
        }
    }

    @Test("Some records come late, out of the order of their ends")
    func lateRecords() throws {
        let ends = try GeneratedText(.october(.negishi, jobs: 20_000)).jobs
            .filter { !$0["JobID"].contains("+") && $0.state != "REQUEUED" }.map { $0.integer("End") }
        let late = zip(ends, ends.dropFirst()).count { $1 < $0 - 7200 }
        #expect((1...100).contains(late))
    }

    @Test("A full sink stops the generator")
    func sinkThrows() {
        struct DiskFull: Error {}
        #expect(throws: DiskFull.self) {
            try GeneratorPlan.october(jobs: 10).writeRows { _ in throw DiskFull() }
        }
    }

    @Test("A single job, a single user, a span of one second")
    func smallest() throws {
        let start = Timestamp(seconds: 1_790_812_800)
        let plan = GeneratorPlan(cluster: .bell, span: start..<start + 1, jobs: 1, users: 1, seed: 0)
        let jobs = try GeneratedText(plan).jobs
        #expect(jobs.count == 1)
        #expect(jobs.first?["End"] == "1790812800")
    }
}
