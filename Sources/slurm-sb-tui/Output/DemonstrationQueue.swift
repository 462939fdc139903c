import Scoreboard
import ScoreboardUI
import Storage

/// A made-up queue for made-up clusters: another one each minute, the same one for the same minute.
struct DemonstrationQueue {
    private let now: Timestamp
    private var dice: UInt64

    private static let reasons = [
        "Priority", "Priority", "Priority", "Resources", "QOSMaxCpuPerUserLimit", "Dependency", "JobHeldUser",
        "AssocGrpCpuLimit",
    ]

    init(now: Timestamp) {
        self.now = now
        dice = UInt64(bitPattern: now.seconds / 60)
    }

    func queue(of root: DataRoot) -> QueueAnswer {
        var maker = self
        do {
            return .queues(try StandingsFile(root: root, excluded: []).load().map { maker.queue(of: $0) }, remarks: [])
        } catch {
            return .failed("\(error)")
        }
    }

    /// Of the forty who computed most in the last week, two of three have jobs.
    private mutating func queue(of standings: ClusterStandings) -> ClusterQueue {
        let busy = standings.users.sorted {
            ($1.last7Days[.coreHours], $0.user) < ($0.last7Days[.coreHours], $1.user)
        }.prefix(40)
        var queue = ClusterQueue(cluster: standings.cluster)
        for standing in busy where roll(3) > 0 {
            let hasGPUs = standing.last30Days[.gpuHours] > 0
            var user = UserQueue(user: standing.user)
            user.running = load(jobs: roll(30), cpus: 1 << roll(7), hasGPUs: hasGPUs)
            user.pending = load(jobs: roll(3) * roll(200), cpus: 1 << roll(7), hasGPUs: hasGPUs)
            if user.pending.jobs > 0 {
                let reason = DemonstrationQueue.reasons[Int(roll(Int64(DemonstrationQueue.reasons.count)))]
                user.wait(since: now - 60 * (1 + roll(4000)), UserQueue.NextJob(priority: 1, reason: reason))
            }
            if user.running.jobs + user.pending.jobs > 0 { queue.users.append(user) }
        }
        queue.users.sort { $0.user < $1.user }
        return queue
    }

    private mutating func load(jobs: Int64, cpus: Int64, hasGPUs: Bool) -> QueueLoad {
        QueueLoad(jobs: jobs, cpus: jobs * cpus, gpus: hasGPUs ? jobs * roll(4) : 0, nodes: jobs * max(1, cpus / 32))
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func roll(_ sides: Int64) -> Int64 {
        dice &+= 0x9E37_79B9_7F4A_7C15
        var mixed = dice
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int64((mixed ^ (mixed >> 31)) % UInt64(sides))
    }
}
