import Scoreboard
import TerminalKit

@testable import ScoreboardUI

/// What stands in place of the data root: it answers the questions of the panes.
struct World: Sendable {
    /// Nothing is ever answered.
    var isSilent = false
    /// Files are damaged.
    var isBroken = false
    /// There is no cluster.
    var isEmpty = false

    /// Updates, and answers all that is asked.
    func update(_ event: Event, _ model: inout Model) {
        var effects = ScoreboardUI.update(event, &model)
        while !isSilent, !effects.isEmpty {
            guard case .ask(let question) = effects.removeFirst() else { continue }
            effects += ScoreboardUI.update(.answered(answer(question), at: model.scene.now), &model)
        }
    }

    func answer(_ question: Question) -> Answer {
        switch question {
        case .history(let user, let clusters, let today): .history(history(user, clusters, today))
        case .health: .health(isEmpty ? [] : [healthy, isBroken ? broken : behind])
        case .examination: .examination(isEmpty ? [] : findings)
        case .filters: .filters(isEmpty ? [] : filters)
        case .pollingSite: .pollingSite(site)
        case .polling(let cluster): .polling(sight(cluster))
        }
    }

    /// On each cluster: every fifth of the last 300 days one job of 16 cores and 10 hours, and 2 months ago a year's
    /// worth of months with 1,000 core-hours.
    func history(_ user: String, _ clusters: [String], _ today: Day) -> UserHistory {
        var history = UserHistory(user: user)
        for cluster in clusters {
            var part = UserHistory.Part(cluster: cluster)
            for step in stride(from: 0, to: 300, by: 5) {
                var totals = UserTotals()
                totals.jobs = 1
                totals.elapsedSeconds = 36_000
                totals.coreSeconds = Int128(16 * 36_000 * (1 + step % 4))
                part.days[today.adding(days: -step)] = totals
            }
            for (day, totals) in part.days { part.months[day.month, default: UserTotals()] += totals }
            var whole = UserTotals()
            whole.jobs = 200
            whole.gpuJobs = 4
            whole.failedJobs = 9
            whole.elapsedSeconds = 36_000 * 200
            whole.coreSeconds = 5_760_000 * 20
            whole.waitSeconds = 720_000
            whole.measuredJobs = 150
            whole.measuredCoreSeconds = 3_600_000
            whole.usedCPUMilliseconds = 2_700_000_000
            whole.measuredRequestedBytes = 4_000_000_000_000
            whole.maxRSSBytes = 1_000_000_000_000
            whole.largestJobCPUs = 512
            whole.longestJobSeconds = 259_200
            whole.states[.completed] = 180
            whole.states[.cancelled] = 11
            whole.states[.timeout] = 6
            whole.states[.outOfMemory] = 3
            whole.gpuTypes = [
                UserTotals.GPUTypeSeconds(type: "a100", seconds: 288_000),
                UserTotals.GPUTypeSeconds(type: "evil\u{1B}[31m", seconds: 72_000),
            ]
            whole.latestEnd = today.start
            part.allTime = isBroken ? nil : whole
            history.parts.append(part)
        }
        if isBroken {
            history.problems = [
                "/data/clusters/hammer/agg/users/bob\u{1B}.json is damaged: its checksum does not match its content; "
                    + "the next poll moves it aside and makes it again"
            ]
        }
        return history
    }

    private var site: PollingSite {
        if isEmpty { return PollingSite([], obstacle: .noSacct) }
        if isBroken {
            return PollingSite(
                [PollingSite.Place("bell"), PollingSite.Place("hammer")],
                problem: "sacctmgr failed (exit code 1): connection\u{1B}[31m refused")
        }
        return PollingSite(
            [
                PollingSite.Place("bell"),
                PollingSite.Place("gilbreth", obstacle: .unknownCluster(known: ["bell", "hammer"])),
                PollingSite.Place("hammer"),
            ], local: "bell")
    }

    /// On hammer another poller is at work, and its log has two lines. Nothing was ever done on the others but bell.
    private func sight(_ cluster: String) -> PollingSight {
        var sight = PollingSight(health: [healthy, behind].first { $0.cluster == cluster } ?? .init(cluster: cluster))
        sight.health.callsPerMinute = 2
        guard cluster == "hammer" else { return sight }
        sight.holder = PollingHolder(
            host: "fe03\u{1B}.rcac", pid: 4711, started: sampleNow - 240, program: "slurm-sb-tui")
        sight.calls = [sampleNow - 20, sampleNow - 5]
        sight.lines = [
            PollingLine(
                time: sampleNow - 100_000,
                text: "backfill 2025-03-01T00:00:00Z to 2025-03-02T00:00:00Z "
                    + "(37 new of 400 jobs, 2 calls, 52000 bytes)"),
            PollingLine(time: sampleNow - 30, level: .warning, text: "fetch warning: \u{1B}[2Jsacct is slow"),
        ]
        return sight
    }

    private var healthy: ClusterHealth {
        var health = ClusterHealth(cluster: "bell")
        health.lastAttempt = sampleNow - 90
        health.lastSuccess = sampleNow - 60
        health.asOf = sampleNow - 75
        health.programVersion = "1.0.0"
        health.slurmVersion = "24.11.5"
        health.backfill = ClusterHealth.Backfill(
            phase: "complete", isComplete: true, thousandths: 1000, monthsDone: 27, monthsTotal: 27, callsToGo: 0,
            sealedMonths: 25)
        health.rows = 1200
        health.jobs = 400
        health.newJobs = 37
        health.callsLastMinute = 2
        health.callsPerMinute = 2
        health.bytesToday = 3_400_000
        health.bytesPerDay = 2_000_000_000
        health.diskFreeBytes = 52_000_000_000
        return health
    }

    private var behind: ClusterHealth {
        var health = ClusterHealth(cluster: "hammer")
        health.lastAttempt = sampleNow - 600
        health.lastSuccess = sampleNow - 3 * 3600
        health.asOf = sampleNow - 3 * 3600
        health.lastErrorTime = sampleNow - 600
        health.lastError = "sacct answered nothing in 300 s; look whether slurmdbd is busy, then poll again"
        health.failures = 3
        health.notBefore = sampleNow + 240
        health.callsPerMinute = 2
        health.bytesToday = 1_900_000_000
        health.bytesPerDay = 2_000_000_000
        health.backfill = ClusterHealth.Backfill(
            phase: "reading history", isComplete: false, thousandths: 253, monthsDone: 6, monthsTotal: 27,
            callsToGo: 600, next: Day(year: 2025, month: 3, day: 2))
        health.deferred = [
            ClusterHealth.Deferred(
                (sampleNow.day.start - 650 * 86_400)..<(sampleNow.day.start - 649 * 86_400), attempts: 4,
                retryAt: sampleNow + 7200, reason: "sacct answered nothing in 300 s")
        ]
        health.defects = [ClusterHealth.Count(name: "memory", count: 3)]
        return health
    }

    private var broken: ClusterHealth {
        var health = ClusterHealth(cluster: "hammer")
        health.problems = [
            "/data/clusters/hammer/state/health.json is damaged: it is empty; the next poll makes it again"
        ]
        health.onlyOwnJobs = "the boards hold your own jobs alone; ask Slurm's administrators for an operator's right"
        health.damaged = ["/data/clusters/hammer/agg/rollups/daily/2026-10.json\u{1B}[2J"]
        return health
    }

    private var findings: [HealthFinding] {
        let fine = [HealthFinding(.fine, subject: "disk", message: "52000 MB are free")]
        guard isBroken else {
            return [
                HealthFinding(
                    .warning, subject: "health", cluster: "hammer", path: "/data/clusters/hammer/state/health.json",
                    message: "the last poll failed", remedy: "do what the message says, then poll again")
            ] + fine
        }
        return [
            HealthFinding(
                .damage, subject: "months", cluster: "bell", path: "/data/clusters/bell/agg/rollups/daily/2026-11.json",
                message: "its checksum does not match", remedy: "run: slurm-sb doctor --repair")
        ] + fine
    }

    private var filters: [SeenFilter] {
        ["bell", "hammer"].flatMap { cluster in
            (0..<20).map { step -> SeenFilter in
                var filter = SeenFilter(cluster: cluster, month: sampleNow.day.month.adding(months: -step))
                filter.count = Int64(1000 * (step + 1))
                filter.plannedCount = 1024
                while filter.plannedCount < filter.count { filter.plannedCount *= 2 }
                filter.bitCount = filter.plannedCount * 20
                filter.hashCount = 13
                filter.plannedRate = 1e-4
                filter.fill = filter.load / 2
                filter.rate = filter.load * 1e-4
                filter.filterBytes = 64 + filter.bitCount / 8
                filter.exactBytes = filter.count * 2
                filter.falsePositives = Int64(step % 3)
                if isBroken, step == 2 { filter.problem = "its checksum does not match its content\u{1B}[31m" }
                return filter
            }
        }
    }
}
