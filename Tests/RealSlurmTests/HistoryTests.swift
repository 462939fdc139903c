import Foundation
import SeededNumbers
import Testing

extension RealSlurm {
    /// Fourteen months of two clusters, filled in by runs as cron would start them: many of them are killed, and the
    /// accounting goes away twice.
    @Suite struct History {
        let rig: SlurmRig
        let binary: Binary

        /// Known to the accounting alone: no daemon, no node.
        private static let clusters = ["anvil", "bell"]
        private static let jobsPerCluster = 150_000
        private static let months = 14
        private static let callsPerMinute = 90

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        @Test func isFilledInByRunsThatDie() async throws {
            let root = try DataRoot()
            let sacct = try CountedSacct()
            defer {
                root.remove()
                sacct.remove()
            }
            let expected = try await injectHistory()
            let seed = UInt64.random(in: 1...UInt64.max)
            print("History: seed \(seed)")
            let outages = Task { try await self.breakAccountingTwice(when: sacct) }
            let runs = try await withThrowingTaskGroup(of: Runs.self) { group in
                for (number, cluster) in Self.clusters.enumerated() {
                    group.addTask {
                        try await self.fill(cluster, into: root, by: sacct, seed: seed &+ UInt64(number))
                    }
                }
                return try await group.reduce(into: Runs()) { $0 += $1 }
            }
            try await outages.value

            for cluster in Self.clusters {
                let wanted = try #require(expected[cluster])
                #expect(wanted.attempts == Self.jobsPerCluster)
                #expect(differences(try root.dailyTotals(of: cluster), wanted.days) == [], "seed \(seed)")
                #expect(differences(try root.monthlyTotals(of: cluster), wanted.months) == [], "seed \(seed)")
                let calls = try sacct.calls(of: cluster)
                #expect(CountedSacct.mostCalls(of: calls, withinSeconds: 60) <= Self.callsPerMinute)
            }
            #expect(runs.killed >= 5, "too few runs were killed to mean anything: \(runs)")
            #expect(runs.failed >= 2, "the outages were not met: \(runs)")
            let filling = try Self.clusters.map { "\($0) \(try sacct.calls(of: $0).count)" }.joined(separator: ", ")
            print("History: \(runs); calls of sacct for \(Self.months) months after 26 empty years: \(filling)")
            try await countSteadyCalls(root, sacct, after: runs.end)
        }

        /// An hour of ticks around midnight, with everything read: what a cluster costs for ever.
        private func countSteadyCalls(_ root: DataRoot, _ sacct: CountedSacct, after time: Date) async throws {
            let cluster = Self.clusters[0]
            let texts = try root.rollupTexts(of: cluster)
            let before = try sacct.calls(of: cluster).count
            let midnight = (Int(time.timeIntervalSince1970) / 86_400 + 1) * 86_400
            for tick in 0..<12 {
                let time = Date(timeIntervalSince1970: Double(midnight - 1_800 + tick * 300))
                let outcome = try await poll(
                    cluster, root, sacct, options: ["--now", time.formatted(.iso8601), "--once"])
                #expect(outcome?.status == 0, "\(outcome?.errors ?? "killed")")
            }
            let calls = try sacct.calls(of: cluster).count - before
            print("History: calls of sacct in 12 ticks around midnight, all read: \(calls)")
            // One for each tick and one more for a day again or a month for the second time; now and then one for the steps of
            // these, or for users without jobs.
            #expect(calls <= 30)
            #expect(differingFiles(try root.rollupTexts(of: cluster), texts) == [], "a tick without new jobs wrote")
        }

        private func injectHistory() async throws -> [String: ExpectedTotals] {
            var expected: [String: ExpectedTotals] = [:]
            for (number, cluster) in Self.clusters.enumerated() {
                // Steps are what takes time; one cluster with them is enough.
                try await rig.control(
                    "inject", "--cluster", cluster, "--month", firstMonth, "--months", "\(Self.months)", "--jobs",
                    "\(Self.jobsPerCluster)", "--users", "200", "--seed", "\(number + 11)",
                    number == 0 ? "--with-steps" : "--no-steps", seconds: 300)
                expected[cluster] = try await rig.databaseTotals(of: cluster)
            }
            return expected
        }

        private var firstMonth: String {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let first = calendar.date(byAdding: .month, value: 1 - Self.months, to: rig.startTime) ?? rig.startTime
            return String(first.formatted(.iso8601.year().month()).prefix(7))
        }

        /// Runs one after the other until one says that all is read.
        private func fill(
            _ cluster: String, into root: DataRoot, by sacct: CountedSacct, seed: UInt64
        ) async throws -> Runs {
            var random = SeededGenerator(seed: seed)
            var runs = Runs()
            let deadline = Date().addingTimeInterval(1_200)
            while Date() < deadline {
                // Of three runs one is killed, somewhere in its first seconds.
                let killedAfter =
                    Int.random(in: 0..<3, using: &random) == 0 ? Double.random(in: 0.02...2.5, using: &random) : nil
                guard let outcome = try await poll(cluster, root, sacct, options: ["--once"], killedAfter: killedAfter)
                else {
                    runs.killed += 1
                    continue
                }
                if outcome.status == 0 {
                    runs.ended += 1
                    if outcome.errors.contains("all history is read") {
                        runs.end = try await askForMissingSteps(cluster, root, sacct)
                        return runs
                    }
                } else {
                    #expect(outcome.status == 1, "\(cluster): \(outcome.errors)")
                    runs.failed += 1
                    try await Task.sleep(for: .seconds(2))
                }
            }
            Issue.record("\(cluster) was not filled in time: \(runs)")
            return runs
        }

        /// Steps that did not come while the accounting was away are asked for later: hours pass until none is missing.
        ///
        /// - Returns: When that was.
        private func askForMissingSteps(
            _ cluster: String, _ root: DataRoot, _ sacct: CountedSacct
        ) async throws -> Date {
            var time = Date()
            for _ in 1...48 {
                guard try root.cursor(of: cluster).contains("\"reason\":\"steps\"") else { return time }
                time += 3_600
                let outcome = try await poll(
                    cluster, root, sacct, options: ["--now", time.formatted(.iso8601), "--once"])
                #expect(outcome?.status == 0, "\(outcome?.errors ?? "killed")")
            }
            Issue.record("\(cluster) still lacks steps after two days")
            return time
        }

        /// Once the daemon between sacct and the database is stopped, once the database is killed under a query.
        private func breakAccountingTwice(when sacct: CountedSacct) async throws {
            try await sacct.waitForCalls(6)
            try await rig.control("database", "kill", seconds: 60)
            try await Task.sleep(for: .seconds(4))
            try await rig.control("database", "start", seconds: 120)
            try await sacct.waitForCalls(24)
            try await rig.control("accounting", "stop", seconds: 90)
            try await Task.sleep(for: .seconds(4))
            try await rig.control("accounting", "start", seconds: 120)
        }

        /// - Returns: Nil when it was killed.
        private func poll(
            _ cluster: String, _ root: DataRoot, _ sacct: CountedSacct, options: [String], killedAfter: Double? = nil
        ) async throws -> Command.Outcome? {
            let arguments =
                ["--poll", "--cluster", cluster, "--root", root.path, "--rate-limit", "\(Self.callsPerMinute)"]
                + options
            do {
                return try await binary.run(
                    arguments, on: cluster, environment: sacct.environment(for: rig), seconds: killedAfter ?? 200)
            } catch Command.Failure.timedOut where killedAfter != nil {
                return nil
            }
        }

        /// How the runs ended.
        private struct Runs: CustomStringConvertible {
            var ended = 0
            var killed = 0
            var failed = 0
            /// When the last one was.
            var end = Date.distantPast

            var description: String { "\(ended) runs ended, \(killed) were killed, \(failed) met a dead accounting" }

            static func += (sum: inout Runs, part: Runs) {
                sum.ended += part.ended
                sum.killed += part.killed
                sum.failed += part.failed
                sum.end = max(sum.end, part.end)
            }
        }
    }
}
