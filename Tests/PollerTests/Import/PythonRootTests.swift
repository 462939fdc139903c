import Poller
import Scoreboard
import Storage
import Testing

/// What is found in the directory of the older program, and what becomes of what is broken there.
@Suite struct PythonRootTests {
    private static let bell = try! ClusterName("bell")
    private static let may = Month("2019-05")!
    private static let months = "/old/clusters/bell/agg/rollups/monthly"

    private static func files(_ nodes: [String: MemoryFileSystem.Node]) -> MemoryFileSystem {
        let files = MemoryFileSystem()
        var tree = files.content
        for (path, node) in nodes {
            var parent = FilePath.parent(of: path)
            while parent != "/" {
                tree[parent] = .directory
                parent = FilePath.parent(of: parent)
            }
            tree[path] = node
        }
        files.content = tree
        return files
    }

    private static func text(_ text: String) -> MemoryFileSystem.Node { .file(Array(text.utf8)) }

    private static func month(_ users: String) -> MemoryFileSystem.Node {
        text(#"{"month":"2019-05","users":[\#(users)]}"#)
    }

    /// A directory without months, one whose name is no cluster's, and a plain file are none.
    @Test func `The clusters are those that have months`() throws {
        let files = Self.files([
            "\(Self.months)/2019-05.json": Self.month(""),
            "/old/clusters/anvil/agg/rollups/monthly/2019-05.json": Self.month(""),
            "/old/clusters/empty/state/poll_cursor.json": Self.text("{}"),
            "/old/clusters/no cluster/agg/rollups/monthly/2019-05.json": Self.month(""),
            "/old/clusters/notes": Self.text("x"),
        ])
        #expect(try PythonRoot(path: "/old", files: files).clusters().map(\.text) == ["anvil", "bell"])
        let failure = #expect(throws: FileSystemError.self) {
            try PythonRoot(path: "/elsewhere", files: files).clusters()
        }
        #expect(failure?.path == "/elsewhere/clusters")
    }

    @Test func `Months and cursor are read, and files of other kinds left alone`() throws {
        let files = Self.files([
            "\(Self.months)/2019-05.json": Self.month(#"{"username":"al","total_clock_hours":2}"#),
            "\(Self.months)/notes.txt": Self.text("x"),
            "/old/clusters/bell/state/poll_cursor.json": Self.text(
                #"{"backfill_start":"2000-01","last_complete_month":"2019-05","in_progress":null}"#),
        ])
        let cluster = try PythonRoot(path: "/old", files: files).read(Self.bell)
        #expect(cluster.damages == [])
        #expect(cluster.cursor == PythonCursor(backfillStart: Month("2000-01")!, lastCompleteMonth: Self.may))
        #expect(Array(cluster.months.keys) == [Self.may])
        #expect(cluster.months[Self.may]?.lines.map(\.totals.coreSeconds) == [7200])
    }

    /// Each is named, and the sound month is there all the same.
    @Test func `What is broken is told and left out`() throws {
        let files = Self.files([
            "\(Self.months)/2019-05.json": Self.month(#"{"username":"al","total_clock_hours":2},7"#),
            "\(Self.months)/2019-06.json": Self.text("{"),
            "\(Self.months)/2019-07.json": .directory,
            "\(Self.months)/summer.json": Self.month(""),
            "/old/clusters/bell/state/poll_cursor.json": Self.text("{"),
        ])
        let cluster = try PythonRoot(path: "/old", files: files).read(Self.bell)
        #expect(Array(cluster.months.keys) == [Self.may])
        #expect(cluster.cursor == PythonCursor())
        let told = Dictionary(grouping: cluster.damages, by: { FilePath.name(of: $0.path) }).mapValues {
            $0.map(\.description).joined()
        }
        #expect(
            told.keys.sorted() == ["2019-05.json", "2019-06.json", "2019-07.json", "poll_cursor.json", "summer.json"])
        #expect(told["2019-05.json"]?.contains("1 of its users cannot be read") == true)
        #expect(told["summer.json"]?.contains("its name is no month like 2019-05") == true)
    }

    // MARK: - What cannot be trusted in them

    private static func line(gpu: Int128, gpuElapsed: Int64) -> PythonMonth.Line {
        var totals = UserTotals()
        (totals.elapsedSeconds, totals.coreSeconds, totals.gpuSeconds, totals.gpuElapsedSeconds) =
            (10_000, 10_000, gpu, gpuElapsed)
        (totals.gpuJobs, totals.maxRSSBytes) = (3, 1)
        return PythonMonth.Line(user: "Al", totals: totals)
    }

    /// Half of what stands there, rounded up, since it may have been counted twice; one GPU for all of the time at least,
    /// and never more than what stands there.
    @Test(arguments: [(7201, 100, 3601), (7200, 5000, 5000), (7200, 9000, 7200)] as [(Int128, Int64, Int128)])
    func `Of GPU hours the fewest are taken`(stood: Int128, elapsed: Int64, taken: Int128) {
        let month = PythonMonth(lines: [Self.line(gpu: stood, gpuElapsed: elapsed)])
        let doubted = ImportedMonth(month, of: Self.may, lastComplete: Self.may, trustsGPUHours: false)
        #expect(doubted.users["al"]?.gpuSeconds == taken && doubted.doubts == [.jobs, .gpuHours])
        // As many jobs as had GPUs, at least.
        #expect(doubted.users["al"]?.jobs == 3)
        let trusted = ImportedMonth(month, of: Self.may, lastComplete: Self.may, trustsGPUHours: true)
        #expect(trusted.users["al"]?.gpuSeconds == stood && trusted.doubts == [.jobs])
    }

    @Test func `A month that was written before its end is unfinished`() {
        func doubts(asOf: String?, lastComplete: String?) -> [ImportDoubt] {
            let month = PythonMonth(
                asOf: asOf.flatMap { Timestamp($0) }, knowsJobs: true, lines: [Self.line(gpu: 0, gpuElapsed: 0)])
            return ImportedMonth(
                month, of: Self.may, lastComplete: lastComplete.flatMap { Month($0) }, trustsGPUHours: true
            ).doubts
        }
        #expect(doubts(asOf: "2019-05-31T23:59:59Z", lastComplete: "2019-05") == [.unfinished])
        #expect(doubts(asOf: "2019-06-01T00:00:00Z", lastComplete: "2019-05") == [])
        #expect(doubts(asOf: "2019-06-01T00:00:00Z", lastComplete: "2019-04") == [])
        #expect(doubts(asOf: nil, lastComplete: "2019-05") == [])
        #expect(doubts(asOf: nil, lastComplete: "2019-04") == [.unfinished])
        #expect(doubts(asOf: nil, lastComplete: nil) == [])
    }
}
