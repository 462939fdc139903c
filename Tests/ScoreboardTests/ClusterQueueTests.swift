import Scoreboard
import Testing

@Suite struct ClusterQueueTests {
    private func user(_ name: String, running: Int64, pending: Int64 = 0, since: Int64? = nil) -> UserQueue {
        var user = UserQueue(user: name)
        user.running = QueueLoad(jobs: running, cpus: running * 4, gpus: running, nodes: running)
        user.pending = QueueLoad(jobs: pending, cpus: pending * 2)
        user.wait(
            since: since.map { Timestamp(seconds: $0) },
            since.map { UserQueue.NextJob(priority: 1000 - $0, reason: "of \(name)") })
        return user
    }

    /// Whoever opted out or is no person by the pattern; how many jobs have ended is not asked.
    @Test func whoIsOnNoBoardIsCountedWithTheOthers() {
        let queue = ClusterQueue(
            cluster: "bell",
            users: [
                user("anna", running: 1), user("hidden", running: 2, pending: 3, since: 50),
                user("svc-a", running: 4, pending: 1, since: 40), user("zoe", running: 0, pending: 9, since: 10),
            ], neitherCount: 5)
        let policy = VisibilityPolicy(
            optedOut: ["hidden"], minimumJobs: 1000, usernames: UsernamePattern(["*", "!svc-*"]))
        let visible = queue.visible(by: policy)
        #expect(visible.users.map(\.user) == ["anna", "zoe"])
        #expect(visible.othersCount == 2 && visible.neitherCount == 5)
        #expect(visible.others.running == QueueLoad(jobs: 6, cpus: 24, gpus: 6, nodes: 6))
        #expect(visible.others.pending == QueueLoad(jobs: 4, cpus: 8))
        #expect(visible.others.oldestSubmit == Timestamp(seconds: 40))
    }

    @Test func theLongestWaitAndTheHighestPriorityStay() {
        var sum = user("anna", running: 1, pending: 1, since: 300)
        sum.add(user("anna", running: 2))
        #expect(sum.oldestSubmit == Timestamp(seconds: 300) && sum.next?.priority == 700)
        sum.add(user("anna", running: 0, pending: 1, since: 200))
        #expect(sum.oldestSubmit == Timestamp(seconds: 200) && sum.next?.priority == 800)
        sum.add(user("anna", running: 0, pending: 1, since: 900))
        #expect(sum.oldestSubmit == Timestamp(seconds: 200) && sum.next?.priority == 800)
        #expect(sum.running.jobs == 3 && sum.pending.jobs == 3)
    }
}
