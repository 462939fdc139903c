import Scoreboard

@testable import ScoreboardUI

extension World {
    /// Every cluster answers the same: alice runs and waits, bob waits for more, carol runs on many GPUs, 李小龍 and an evil
    /// name have a job each, zed has jobs and is on no board; three people are not shown.
    func queue(_ clusters: [String]) -> QueueAnswer {
        if isBroken {
            return .failed("squeue failed (exit code 1): slurm_load_jobs error: Unable to contact\u{1B}[31m slurm")
        }
        if isEmpty { return .queues(clusters.map { ClusterQueue(cluster: $0) }, remarks: []) }
        return .queues(clusters.map(queue), remarks: [])
    }

    private func queue(_ cluster: String) -> ClusterQueue {
        func user(
            _ name: String, running: (Int64, Int64, Int64, Int64) = (0, 0, 0, 0),
            pending: (Int64, Int64, Int64, Int64) = (0, 0, 0, 0), waits: Int64? = nil, _ reason: String = ""
        ) -> UserQueue {
            var queue = UserQueue(user: name)
            queue.running = QueueLoad(jobs: running.0, cpus: running.1, gpus: running.2, nodes: running.3)
            queue.pending = QueueLoad(jobs: pending.0, cpus: pending.1, gpus: pending.2, nodes: pending.3)
            if let waits {
                queue.wait(since: sampleNow - waits, UserQueue.NextJob(priority: waits, reason: reason))
            }
            return queue
        }
        return ClusterQueue(
            cluster: cluster,
            users: [
                user("alice", running: (12, 1536, 0, 24), pending: (3, 384, 0, 6), waits: 3_600, "Resources"),
                user("bob", running: (1, 4, 0, 1), pending: (1000, 2000, 0, 1000), waits: 90_000, "Priority"),
                user("carol", running: (8, 64, 32, 8)),
                user(
                    "evil\u{1B}[31m\u{7}", pending: (1, 1, 0, 1), waits: 30,
                    "ReqNodeNotAvail, UnavailableNodes:a\u{1B}[2J"),
                user("zed", running: (2, 256, 8, 2), pending: (1, 128, 4, 1), waits: 600, "QOSMaxGRESPerUser"),
                user("李小龍", running: (1, 128, 0, 1)),
            ],
            othersCount: 3, others: user("", running: (5, 100, 2, 5), pending: (2, 40, 0, 2), waits: 10, "Priority"),
            neitherCount: 2)
    }
}
