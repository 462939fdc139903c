import Foundation
import Testing

extension RealSlurm {
    /// The last part of the way: real sacct on two clusters, polled into one root, up to what a person sees.
    @Suite struct BoardsAndFrames {
        let rig: SlurmRig
        let binary: Binary

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        @Test func showWhatTheIndependentProgramAddsUp() async throws {
            let root = try DataRoot()
            defer { root.remove() }
            var days: [String: UserTotals] = [:]
            for cluster in SlurmRig.clusters {
                let expected = try await rig.expectedTotals(of: cluster)
                try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                    try await binary.poll($0, into: $1)
                }
                days.merge(expected.days) { first, second in first.merging(second) { $0 + $1 } }
            }
            // Windows end on the UTC day of the last poll; the rows say which one that is.
            let today = try root.boardDay()
            let wanted = days.filter { $0.key > day(today, plus: -30) && $0.key <= today }.values
                .reduce(into: UserTotals()) { sum, users in sum.merge(users) { $0 + $1 } }
            #expect(wanted.count > 20)

            let rows = try root.boardRows("rolling-30d")
            #expect(differences(["board": rows.totals], ["board": wanted]) == [])
            let ranks = wanted.mapValues { mine in 1 + wanted.values.count { $0.coreSeconds > mine.coreSeconds } }
            #expect(rows.ranks == ranks)

            let frame = try await binary.run(
                ["--snapshot", "--root", root.path, "--size", "120x\(wanted.count + 20)", "--window", "30d"],
                on: SlurmRig.clusters[0])
            #expect(frame.status == 0, "\(frame.errors)")
            let shown = shownHours(in: frame.output, users: Set(wanted.keys))
            #expect(shown.count == wanted.count)
            for (user, totals) in wanted {
                let hours = Double(totals.coreSeconds) / 3600
                let difference = abs((shown[user] ?? -1) - hours)
                #expect(difference <= 0.05 + 1e-9, "\(user): \(shown[user] ?? -1) shown, \(hours) expected")
            }
        }

        /// The number behind each user's name and level; a dash is nothing.
        private func shownHours(in frame: String, users: Set<String>) -> [String: Double] {
            var hours: [String: Double] = [:]
            for line in frame.split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                guard let place = words.firstIndex(where: users.contains), words.count > place + 2 else { continue }
                let number = words[place + 2].replacing(",", with: "")
                hours[words[place]] = number == "–" ? 0 : Double(number)
            }
            return hours
        }

        private func day(_ day: String, plus days: Int) -> String {
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withFullDate]
            guard let date = formatter.date(from: day) else { return day }
            return formatter.string(from: date.addingTimeInterval(Double(days) * 86_400))
        }
    }
}

extension DataRoot {
    /// The day on which the merged boards' windows end: that of the time they are as of.
    func boardDay() throws -> String {
        let board = try board("rolling-30d")
        return String((board["asof"] as? String ?? "").prefix(10))
    }

    /// A merged board's rows by user.
    func boardRows(_ name: String) throws -> (totals: UserTotals, ranks: [String: Int]) {
        var totals: UserTotals = [:]
        var ranks: [String: Int] = [:]
        for row in try board(name)["rows"] as? [[String: Any]] ?? [] {
            guard let user = row["user"] as? String, let rank = row["rank"] as? Int else {
                throw Malformed(file: name, reason: "a row without user or rank")
            }
            totals[user] = try Totals(row, file: name)
            ranks[user] = rank
        }
        return (totals, ranks)
    }

    private func board(_ name: String) throws -> [String: Any] {
        let file = directory.appending(path: "leaderboards/\(name).json")
        guard let board = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] else {
            throw Malformed(file: file.path, reason: "no JSON object")
        }
        return board
    }
}

extension Totals {
    static func + (left: Totals, right: Totals) -> Totals {
        Totals(
            jobs: left.jobs + right.jobs, gpuJobs: left.gpuJobs + right.gpuJobs,
            failedJobs: left.failedJobs + right.failedJobs,
            elapsedSeconds: left.elapsedSeconds + right.elapsedSeconds,
            coreSeconds: left.coreSeconds + right.coreSeconds,
            gpuElapsedSeconds: left.gpuElapsedSeconds + right.gpuElapsedSeconds,
            gpuSeconds: left.gpuSeconds + right.gpuSeconds,
            requestedMemoryBytes: left.requestedMemoryBytes + right.requestedMemoryBytes,
            averageRssBytes: left.averageRssBytes + right.averageRssBytes,
            maxRssBytes: left.maxRssBytes + right.maxRssBytes)
    }
}
