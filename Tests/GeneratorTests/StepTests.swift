import Testing

@testable import Generator

@Suite("Step rows")
struct StepTests {
    let rows: [GeneratedRow]

    init() throws {
        rows = try GeneratedText(.october(.gautschi, jobs: 4000, withSteps: true, openJobs: 20)).rows
    }

    @Test("Steps follow their job and name no user")
    func order() {
        var owner = ""
        for row in rows {
            if row.isStep {
                #expect(row["JobIDRaw"].hasPrefix(owner + "."))
                #expect(row["User"] == "" && row["ReqMem"] == "" && row["Partition"] == "")
            } else {
                owner = row["JobIDRaw"]
            }
        }
        #expect(rows.count(where: \.isStep) > 4000)
    }

    @Test("Memory is on steps only, the average never above the largest")
    func memory() {
        var measured = 0
        for row in rows {
            guard row.isStep, row["MaxRSS"] != "" else {
                #expect(row["MaxRSS"] == "" && row["AveRSS"] == "")
                continue
            }
            measured += 1
            #expect(row["MaxRSS"].hasSuffix("K") && row["AveRSS"].hasSuffix("K"))
            #expect((Int(row["AveRSS"].dropLast()) ?? .max) <= (Int(row["MaxRSS"].dropLast()) ?? 0))
        }
        #expect(measured > 3000)
    }

    @Test("A job that never started has no steps; a job of a few seconds has no memory")
    func withoutSteps() {
        let owners = Set(rows.filter(\.isStep).map { $0["JobIDRaw"].split(separator: ".")[0] })
        let neverStarted = rows.filter { !$0.isStep && ($0["Start"] == "None" || $0.state == "PENDING") }
        #expect(neverStarted.count > 10)
        #expect(neverStarted.allSatisfy { !owners.contains($0["JobIDRaw"][...]) })
        #expect(rows.allSatisfy { !$0.isStep || $0.integer("ElapsedRaw") >= 3 || $0["MaxRSS"] == "" })
    }

    @Test("No steps unless they are asked for")
    func notAsked() throws {
        #expect(try GeneratedText(.october(.gautschi, jobs: 500)).rows.allSatisfy { !$0.isStep })
    }

    @Test("Clusters without PrologFlags=Contain have no extern steps")
    func externSteps() throws {
        let hammer = try GeneratedText(.october(.hammer, jobs: 500, withSteps: true)).rows
        #expect(hammer.allSatisfy { !$0["JobID"].hasSuffix(".extern") })
        #expect(rows.contains { $0["JobID"].hasSuffix(".extern") })
    }
}
