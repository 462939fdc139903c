import Foundation
import Scoreboard
import SeededNumbers
import Storage
import Testing

/// The files of the older program: whatever is missing, added or broken in them.
@Suite struct PythonFilesTests {
    private static let bell = try! ClusterName("bell")
    private static let may = Month("2019-05")!

    private static func decode(_ text: String) throws -> PythonMonth {
        try PythonMonthDecoder.decode(Array(text.utf8), path: "f", cluster: bell, month: may)
    }

    @Test func `A month is read with its own keys, and with ours`() throws {
        let old = try Self.decode(
            #"""
            {"asof":"2025-09-02T20:31:44Z","cluster":"bell","month":"2019-05","users":[{"username":"al","total_clock_hours":1.5,
            "total_elapsed_hours":0.5,"total_gpu_clock_hours":3,"gpu_elapsed_hours":0.25,"count_failed_jobs":2.0,"count_gpu_jobs":1.0,
            "sum_req_mem_MB":4.5,"sum_avg_mem_MB":0.0,"sum_max_mem_MB":1e3}]}
            """#)
        var totals = UserTotals()
        (totals.coreSeconds, totals.elapsedSeconds, totals.gpuSeconds, totals.gpuElapsedSeconds) = (
            5400, 1800, 10_800, 900
        )
        (totals.failedJobs, totals.gpuJobs) = (2, 1)
        (totals.requestedMemoryBytes, totals.maxRSSBytes) = (4_500_000, 1_000_000_000)
        #expect(
            old
                == PythonMonth(
                    asOf: Timestamp("2025-09-02T20:31:44Z"), lines: [.init(user: "al", totals: totals)]))
        let ours = try Self.decode(
            #"""
            {"users":[{"username":"al","clock_hours":1.5,"elapsed_hours":0.5,"gpu_clock_hours":3,"gpu_elapsed_hours":0.25,
            "failed_jobs":2,"gpu_jobs":1,"jobs":7,"sum_req_mem_mb":4.5,"sum_max_mem_mb":1000}]}
            """#)
        totals.jobs = 7
        #expect(ours == PythonMonth(knowsJobs: true, lines: [.init(user: "al", totals: totals)]))
    }

    @Test(arguments: [
        (#"{"users":[]}"#, 0, 0), (#"{"users":[{}]}"#, 0, 1), (#"{"users":[{"username":""}]}"#, 0, 1),
        (#"{"users":[{"username":"al","total_clock_hours":null,"new":[{}]},7,null,"x"]}"#, 1, 3),
        (
            #"{"users":[{"username":"al","total_clock_hours":-1},{"username":"bo","count_failed_jobs":1e30},{"username":"cy"}]}"#,
            1, 2
        ),
        (
            #"{"users":[{"username":"al","total_elapsed_hours":1e300},{"username":"bo","total_elapsed_hours":"1"}]}"#,
            0, 2
        ),
        (#"{"asof":7,"cluster":null,"month":false,"users":[{"username":"al"}]}"#, 1, 0),
    ]) func `What cannot be read in a line leaves the others`(text: String, lines: Int, leftOut: Int) throws {
        let month = try Self.decode(text)
        #expect(month.lines.count == lines)
        #expect(month.linesLeftOut == leftOut)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"users":7}"#, #"{"month":"2019-05"}"#, #"{"users":[]} x"#, #"{"users":[NaN]}"#,
        #"{"month":"2019-06","users":[]}"#, #"{"cluster":"hammer","users":[]}"#,
    ]) func `A file that is none is damaged`(text: String) {
        #expect(throws: DamagedFile.self) { try Self.decode(text) }
    }

    /// No file that anybody writes may end the program: sums of lines do not overflow.
    @Test func `Many large lines are refused before their sum overflows`() throws {
        let line = #"{"username":"al","total_elapsed_hours":300000000000}"#
        let month = try Self.decode(
            #"{"users":["# + Array(repeating: line, count: 20_000).joined(separator: ",") + "]}")
        #expect(month.lines.count == 1)
        #expect(month.linesLeftOut == 19_999)
    }

    @Test func `The cursor says where the polling stood`() throws {
        let text = #"{"backfill_start":"2000-01","in_progress":null,"last_complete_month":"2020-04"}"#
        let cursor = try PythonCursor(decoding: Array(text.utf8), path: "f")
        #expect(cursor == PythonCursor(backfillStart: Month("2000-01"), lastCompleteMonth: Month("2020-04")))
        #expect(try PythonCursor(decoding: Array(#"{"last_complete_month":[]}"#.utf8), path: "f") == PythonCursor())
        #expect(throws: DamagedFile.self) { try PythonCursor(decoding: Array("{".utf8), path: "f") }
    }

    @Test func `An imported month survives, and says that it is one`() throws {
        var random = SeededGenerator(seed: 5)
        let month = ImportedMonth(
            asOf: Timestamp("2025-09-02T20:31:44Z")!, doubts: [.jobs, .memory],
            users: ["al": .sample(&random), "zoë\u{1b}": .sample(&random)])
        let bytes = ImportedMonthCodec.encode(month, cluster: Self.bell, month: Self.may)
        #expect(try ImportedMonthCodec.decode(bytes, path: "f", cluster: Self.bell, month: Self.may) == month)
        let one = try ImportedMonthCodec.decode(bytes, path: "f", cluster: Self.bell, month: Self.may, user: "al")
        #expect(one.users == month.users.filter { $0.key == "al" })
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(tree["imported"] as? Bool == true)
        #expect(tree["doubts"] as? [String] == ["jobs", "memory"])
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var flipped = bytes
            flipped[index] ^= 1
            #expect(throws: DamagedFile.self) {
                try ImportedMonthCodec.decode(flipped, path: "f", cluster: Self.bell, month: Self.may)
            }
        }
    }
}
