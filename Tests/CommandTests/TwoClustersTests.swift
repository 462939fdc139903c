import Foundation
import Synchronization
import Testing

/// Two clusters with pollers of their own on one shared root, and somebody who looks at the merged boards all the time.
@Suite(.serialized) struct TwoClustersTests {
    private static let header =
        "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End\n"
    /// 2026-11-23T12:00:00Z; the jobs of a round end ten seconds after those of the one before.
    private static let begin = 1_795_435_200
    private static let clusters = ["bell": (user: "alice", each: 1), "hammer": (user: "bob", each: 3)]

    /// So many rounds' jobs: one of the cluster's own user a round, and some of a user of both clusters.
    private static func rows(_ cluster: String, rounds: Int) -> String {
        guard let (user, each) = clusters[cluster] else { return header }
        var rows = header
        for round in 0..<rounds {
            for index in 0...each {
                let end = begin + round * 10 + index
                rows += "\(round * 10 + index + 1)|\(index == 0 ? user : "both")|COMPLETED|60|1|1|1000Mn|cpu=1|0|"
                rows += "\(end - 70)|\(end - 70)|\(end - 60)|\(end)\n"
            }
        }
        return rows
    }

    /// What a reader saw: the jobs of the three users.
    private struct Sight: Equatable, Sendable {
        var alice: Int
        var bob: Int
        var both: Int

        init(_ jobs: [String: Int]) { (alice, bob, both) = (jobs["alice"] ?? 0, jobs["bob"] ?? 0, jobs["both"] ?? 0) }

        /// Whether it is the sum of a state of each cluster: the users of one alone say which.
        var isWhole: Bool { both == alice * clusters["bell"]!.each + bob * clusters["hammer"]!.each }
    }

    private final class Reader: Sendable {
        private struct State {
            var isDone = false
            var reads = 0
            var sights: [Sight] = []
            var problems: [String] = []
        }

        private let state = Mutex(State())
        private let ended = DispatchSemaphore(value: 0)

        init(_ directory: String) {
            Thread.detachNewThread { [self] in
                while !state.withLock(\.isDone) {
                    do {
                        let text = try Data(contentsOf: URL(fileURLWithPath: directory + "/alltime.json"))
                        note(Sight(try BoardsReader.jobsByUser(text)))
                        let binary = try Data(contentsOf: URL(fileURLWithPath: directory + "/boards.bin"))
                        let clusters = try BoardsReader.usersByCluster(binary)
                        if clusters != ["bell": ["alice", "both"], "hammer": ["bob", "both"]] {
                            note("the sidecar lacks somebody: \(clusters)")
                        }
                    } catch {
                        note("\(error)")
                    }
                    usleep(1000)
                }
                ended.signal()
            }
        }

        private func note(_ problem: String) { state.withLock { $0.problems.append(problem) } }

        private func note(_ sight: Sight) {
            state.withLock { state in
                state.reads += 1
                if !sight.isWhole { state.problems.append("no sum of two states: \(sight)") }
                if let last = state.sights.last, sight.alice < last.alice || sight.bob < last.bob {
                    state.problems.append("\(sight) after \(last): the writing of one cluster took the other's back")
                }
                if state.sights.last != sight { state.sights.append(sight) }
            }
        }

        func end() -> (reads: Int, sights: [Sight], problems: [String]) {
            state.withLock { $0.isDone = true }
            ended.wait()
            return state.withLock { ($0.reads, $0.sights, $0.problems) }
        }
    }

    @Test func `Two pollers at the same time: the merged boards are right at every moment`() throws {
        let root = Root()
        let sites = try Self.clusters.keys.sorted().map { name in
            (name: name, slurm: try FakeSlurm(clusters: Self.clusters.keys.sorted()))
        }
        func poll(round: Int) throws {
            let programs = try sites.map { site in
                try site.slurm.serve(Self.rows(site.name, rounds: round))
                return try Binary.start(
                    ["poll", "--once", "--root", root.path, "--cluster", site.name, "--backfill-start", "2026-11-23"]
                        + ["--rate-limit", "10000", "--now", "2026-11-23T12:\(round + 10):00Z"],
                    environment: site.slurm.environment)
            }
            for program in programs {
                let outcome = try program.outcome(within: 60)
                #expect(outcome.status == 0, "round \(round): \(outcome.errors)")
            }
        }
        try poll(round: 1)
        let reader = Reader(root.directory.file("root/leaderboards"))
        let rounds = 10
        for round in 2...rounds {
            try poll(round: round)
            // Whoever came last has seen what the other had published.
            let sight = Sight(try BoardsReader.jobsByUser(root.directory.data("root/leaderboards/alltime.json")))
            #expect(sight == Sight(["alice": round, "bob": round, "both": 4 * round]), "round \(round)")
        }
        let (reads, sights, problems) = reader.end()
        #expect(problems.isEmpty, "\(problems.count), the first: \(problems.first ?? "")")
        #expect(reads > rounds)
        #expect(sights.count > rounds / 2)
        let doctor = try Binary.run(["doctor", "--root", root.path, "--now", "2026-11-23T12:30:00Z"])
        #expect(doctor.status == 0, "\(doctor.text)")
    }
}
