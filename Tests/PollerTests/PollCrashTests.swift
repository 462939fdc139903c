import Glibc
import Poller
import Scoreboard
import Storage
import Testing

/// A poll that dies, or whose disk fails, at every one of its changes, and the poll after it.
@Suite struct PollCrashTests {
    static func records() -> [FakeSacct.Record] {
        (1...2).map {
            PollSessionTests.job($0, user: "user\($0 % 2)", end: PollSessionTests.recent - Int64($0) * 30_000)
        }
            + (3...6).map {
                PollSessionTests.job($0, user: "user\($0 % 2)", end: PollBench.noon.seconds + Int64($0) * 10_000)
            }
    }

    /// After the last of them.
    private static let secondsLater: Int64 = 86_400

    static func undisturbed() throws -> [Month: DailyRollup] {
        let bench = try PollBench(records())
        bench.clock.advance(seconds: secondsLater)
        try bench.pollAll()
        return try bench.rollups()
    }

    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC), .error(EIO)])
    func nothingIsLostOrDoubled(fault: CrashingFileSystem.Fault) throws {
        // A first round stands, so that the second one changes what is there.
        try enumerate(fault, jobsOfAFirstRound: 2)
    }

    /// The very first poll, which makes every directory.
    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC), .error(EIO)])
    func nothingIsLostOrDoubledOnAnEmptyRoot(fault: CrashingFileSystem.Fault) throws {
        try enumerate(fault, jobsOfAFirstRound: nil)
    }

    private func enumerate(_ fault: CrashingFileSystem.Fault, jobsOfAFirstRound: Int?) throws {
        let expected = try Self.undisturbed()
        #expect(expected.values.reduce(0) { $0 + $1.totals().values.reduce(0) { $0 + $1.jobs } } == 6)
        var points = 0
        for number in 1...2000 {
            let bench = try PollBench(Self.records())
            if let jobsOfAFirstRound {
                bench.sacct.records = Array(Self.records().prefix(jobsOfAFirstRound))
                try bench.poll()
                bench.sacct.records = Self.records()
            }
            bench.clock.advance(seconds: Self.secondsLater)
            let files = CrashingFileSystem(root: bench.root.path, failsAt: number, fault: fault)
            _ = try? bench.poll(files: files)
            guard files.changeCount >= number else { break }
            points += 1
            try bench.pollAll()
            #expect(try bench.rollups() == expected, "after a fault at change \(number)")
            let leftovers = try bench.paths().filter {
                $0.contains("/commit/") || $0.contains(".tmp-") || $0.hasSuffix("unpublished") || $0.hasSuffix(".bad")
            }
            #expect(leftovers == [], "after a fault at change \(number)")
        }
        print("PollCrashTests: \(points) points with \(fault)")
        #expect(points > 50)
    }
}
