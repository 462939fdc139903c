import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Jobs that await their steps, of which a long slice hands some over before it ends.
@Suite struct StepStoreTests {
    private static let month = Month("2026-10")!
    /// 2026-10-15T12:00:00Z.
    private static let noon: Int64 = 1_792_065_600

    private static func job(_ id: UInt32) -> AwaitingJob {
        AwaitingJob(
            identity: JobIdentity(jobID: id, submitTime: UInt32(noon) - 100), user: "",
            start: Timestamp(seconds: noon - 60), end: Timestamp(seconds: noon), coreSeconds: 120,
            requestedMemoryBytes: 1_000_000, credited: nil)
    }

    /// A store that hands every job over which it is asked to, and the commit that its jobs go into.
    private struct Bench {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("steps-\(UUID().uuidString)").path
        let files: UnsyncedFileSystem
        let directory: ClusterDirectory
        var commit: SliceCommit

        init() throws {
            files = UnsyncedFileSystem(root: path)
            directory = DataRoot(path: path).cluster(try ClusterName("hammer"))
            try files.createDirectories(path)
            try directory.prepare(in: files)
            commit = SliceCommit(cluster: directory, files: files)
        }

        func store() -> StepStore { StepStore(directory: directory, files: files, longestHeld: 1) }

        /// Adds these jobs, hands over behind each range but the last, and commits after `body`.
        mutating func commit(_ ranges: [ClosedRange<UInt32>], _ body: (inout StepStore) throws -> Void = { _ in })
            throws
        {
            var store = store()
            let names = NameTable()
            let user = names.index(of: "ann")
            var staging = try commit.begin()
            for (place, ids) in ranges.enumerated() {
                for id in ids { store.add(job(id), endedIn: month, userNumber: user, of: names) }
                guard place < ranges.count - 1 else { continue }
                try store.handOverMany { change in
                    try staging.add(change)
                    return try #require(staging.stagedPath(of: change.path))
                }
            }
            try body(&store)
            let changes = try store.changes(loose: [])
            try commit.commit(staging) { staging in
                for change in changes { try staging.put(change) }
            }
        }

        /// The jobs of each segment on disk, in their order.
        func segments() throws -> [Int: [AwaitingJob]] {
            var found: [Int: [AwaitingJob]] = [:]
            for number in try directory.awaitingStepSegments(in: files)[month] ?? [] {
                let path = directory.path(of: .awaitingSteps(month, segment: number))
                found[number] = try StepStore.decode(files.read(path), path: path, month: month)
            }
            return found
        }
    }

    @Test func eachPartBecomesASegmentBehindThoseThatAreThere() throws {
        var bench = try Bench()
        defer { try? FileManager.default.removeItem(atPath: bench.path) }
        try bench.commit([1...3, 4...4, 5...6])
        try bench.commit([7...8, 9...9])
        let ids = try bench.segments().mapValues { $0.map(\.identity.jobID) }
        #expect(ids == [0: [1, 2, 3], 1: [4], 2: [5, 6], 3: [7, 8], 4: [9]])
        #expect(try bench.segments()[3]?.first?.user == "ann")
    }

    /// What was handed over is still of this slice: steps find it, and then the month is one segment again.
    @Test func stepsFindJobsThatWereHandedOver() throws {
        var bench = try Bench()
        defer { try? FileManager.default.removeItem(atPath: bench.path) }
        try bench.commit([1...3])
        try bench.commit([4...6, 7...8, 9...9]) { store in
            let five = try #require(try store.job(Self.job(5).identity, endedIn: Self.month))
            #expect(five.user == "ann" && five.coreSeconds == 120)
            store.settle(five)
            var two = try #require(try store.job(Self.job(2).identity, endedIn: Self.month))
            two.credited = StepUsage(maxRSSBytes: 7, averageRSSBytes: nil, cpuMilliseconds: 1)
            store.update(two)
        }
        let segments = try bench.segments()
        #expect(segments.keys.sorted() == [0])
        let jobs = try #require(segments[0])
        #expect(jobs.map(\.identity.jobID) == [1, 2, 3, 4, 6, 7, 8, 9])
        #expect(jobs.filter { $0.credited != nil }.map(\.identity.jobID) == [2])
        #expect(try bench.files.list(bench.directory.stagingDirectory).isEmpty)
    }

    @Test func fewAreNotHandedOver() throws {
        let bench = try Bench()
        defer { try? FileManager.default.removeItem(atPath: bench.path) }
        var store = StepStore(directory: bench.directory, files: bench.files, longestHeld: 20)
        let names = NameTable()
        let user = names.index(of: "ann")
        var handedOver = 0
        for id in UInt32(1)...3 {
            store.add(Self.job(id), endedIn: Self.month, userNumber: user, of: names)
            try store.handOverMany { _ in
                handedOver += 1
                return ""
            }
        }
        // Seventeen bytes for the first, whose id and times stand for themselves, and eight for the second: at 25 it goes.
        #expect(handedOver == 1)
    }
}
