import Foundation
import Testing

/// `discover` against programs that answer as Slurm's do.
@Suite struct DiscoverTests {
    private static let now = "2026-10-20T12:00:00Z"
    private let slurm: FakeSlurm
    private let root = Root()

    /// A polled cluster on which the answers for everybody lack some users.
    init() throws {
        let end = 1_792_400_000
        let names = ["bob", "first.last", "Upper", "user@REALM"]
        let rows = names.enumerated().map {
            "\($0 + 1)|\($1)|COMPLETED|600|4|1|1G|cpu=4||\(end - 700)|\(end - 700)|\(end - 600)|\(end)"
        }
        slurm = try FakeSlurm(
            rows:
                "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End\n"
                + rows.joined(separator: "\n") + "\n")
        try slurm.serve(unknown: ["gone"], hidden: Array(names.dropFirst()))
        for name in names + ["gone", "idle"] { try home(name) }
        for _ in 0..<20 {
            let outcome = try run("poll", ["--once", "--backfill-start", "2026-10-01"])
            if outcome.errors.contains("all history is read") { break }
        }
        #expect(try users() == ["bob"])
    }

    /// A home of somebody who is no system account.
    private func home(_ name: String) throws {
        let path = root.directory.file("home/\(name)")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        if getuid() == 0 { #expect(chown(path, 5001, 5001) == 0) }
    }

    private func run(_ command: String, _ more: [String] = []) throws -> Binary.Outcome {
        try Binary.run(
            [command, "--root", root.path, "--cluster", "negishi", "--rate-limit", "10000", "--now", Self.now] + more,
            environment: slurm.environment)
    }

    private func discover(_ more: [String] = []) throws -> Binary.Outcome {
        try run("discover", ["--home-root", root.directory.file("home")] + more)
    }

    private func users() throws -> Set<String> {
        Set(try root.monthly("negishi").values.flatMap(\.keys))
    }

    private var asked: [String] {
        slurm.calls.compactMap { call in
            let words = call.split(separator: " ")
            return words.firstIndex(of: "-u").map { String(words[$0 + 1]) }
        }
    }

    @Test func usersAreFoundByTheirHomes() throws {
        let outcome = try discover()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try users() == ["bob", "first.last", "upper", "user"])
        #expect(asked.prefix(2) == ["Upper,first.last,gone,idle,user@REALM", "Upper,first.last,idle,user@REALM"])
        #expect(outcome.errors.contains("3 have new jobs, 3 in all"), "\(outcome.errors)")
        #expect(root.directory.has("root/clusters/negishi/agg/users/first.last.json"))
        let calls = slurm.calls.count
        #expect(try discover().status == 0)
        #expect(slurm.calls.count == calls, "they are not asked for again in the month")
        let doctor = try Binary.run(["doctor", "--root", root.path, "--now", Self.now])
        #expect([0, 1].contains(doctor.status), "\(doctor.text)")
    }

    @Test func usersAreAskedForByHand() throws {
        let outcome = try discover(["--user", "first.last", "bob", "gone"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try users() == ["bob", "first.last"])
        #expect(asked.prefix(2) == ["first.last,bob,gone", "first.last,bob"])
        #expect(try discover(["--quiet", "--user", "bob"]).errors == "")
    }

    @Test func whatIsMissingIsSaid() throws {
        let noHomes = try run("discover", ["--home-root", "/no/such"])
        #expect(noHomes.status == 1)
        #expect(noHomes.errors.contains("/no/such"))
        let unread = try Binary.run(
            ["discover", "--root", root.directory.file("empty"), "--cluster", "negishi"], environment: slurm.environment
        )
        #expect(unread.status == 1)
        #expect(unread.errors.contains("poll first"), "\(unread.errors)")
        #expect(!root.directory.has("empty"))
    }
}
