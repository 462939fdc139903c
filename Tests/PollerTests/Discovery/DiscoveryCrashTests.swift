import Glibc
import Poller
import Scoreboard
import Storage
import Testing

/// A discovery that dies, or whose disk fails, at every one of its changes, and the one after it.
@Suite struct DiscoveryCrashTests {
    private static func bench() throws -> DiscoveryBench {
        let bench = try DiscoveryBench(
            [PollSessionTests.job(1, user: "bob")] + DiscoveryTests.jobs(of: ["alice", "alice", "zoe"]),
            hidden: ["alice", "zoe"])
        bench.addUsers(["alice", "idle", "zoe"])
        return bench
    }

    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC)])
    func nothingIsLostOrDoubled(fault: CrashingFileSystem.Fault) throws {
        let undisturbed = try Self.bench()
        try undisturbed.discover()
        let expected = try undisturbed.bench.rollups()
        #expect(try undisturbed.bench.totals(of: "alice").jobs == 2)
        var points = 0
        for number in 1...2000 {
            let bench = try Self.bench()
            let files = CrashingFileSystem(root: bench.bench.root.path, failsAt: number, fault: fault)
            _ = try? bench.discover(files: files)
            guard files.changeCount >= number else { break }
            points += 1
            try bench.discover()
            #expect(try bench.bench.rollups() == expected, "after a fault at change \(number)")
            #expect(try bench.userFile("alice") == undisturbed.userFile("alice"), "after a fault at change \(number)")
            #expect(try bench.record.checks == undisturbed.record.checks, "after a fault at change \(number)")
            let leftovers = try bench.bench.paths().filter {
                $0.contains("/commit/") || $0.contains(".tmp-") || $0.hasSuffix("unpublished") || $0.hasSuffix(".bad")
            }
            #expect(leftovers == [], "after a fault at change \(number)")
        }
        print("DiscoveryCrashTests: \(points) points with \(fault)")
        #expect(points > 30)
    }
}
