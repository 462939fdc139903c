import Scoreboard

/// Draws one job after the other: whose, how large, how long, and how it ended.
struct JobDrafter {
    /// The array whose tasks are being drawn.
    private struct ArrayInProgress {
        /// The first task: all tasks ask for the same.
        var pattern: JobDraft
        var jobID: Int
        var task: Int
        var tasksLeft: Int
    }

    var random: SplitMix
    /// Draws the user of the next job.
    var chooser: AliasTable

    private let profile: ClusterProfile
    private let habits: [ClusterUsers.Habits]
    private let spanStart: Int64
    private let spanEnd: Int64
    private let arrayBelow: Int
    private let normal = NormalQuantiles.standard
    private let mishaps = DraftState.mishaps
    private var nextID: Int
    private var array: ArrayInProgress?
    /// The second half of a heterogeneous job, to be written next.
    private var component: JobDraft?

    init(plan: GeneratorPlan, habits: [ClusterUsers.Habits]) {
        profile = plan.cluster
        self.habits = habits
        spanStart = plan.span.lowerBound.seconds
        spanEnd = plan.span.upperBound.seconds
        // An array has about 16 tasks, so that few arrays make many tasks.
        arrayBelow = Int(plan.cluster.arrayShare / (16 - 15 * plan.cluster.arrayShare) * 65_536)
        nextID = Int(plan.firstJobID)
        random = SplitMix(
            seed: plan.seed, stream: plan.cluster.streamWord, UInt64(bitPattern: plan.span.lowerBound.seconds))
        chooser = AliasTable(weights: habits.map { _ in 1 })
    }

    /// A job that ends at `place`, or a little before it when its record came late.
    mutating func draft(endingAt place: Int64) -> JobDraft {
        if let second = component {
            component = nil
            return second
        }
        // slurmctld kept the record while the database was down: it comes with its old times.
        let end = random.oneIn(2048) ? max(spanStart, place - Int64(random.below(250_000))) : place
        if let array { return nextTask(of: array, endingAt: end) }

        let user = chooser.draw(&random)
        let bits = Int(random.next() & 0xFFFF)
        var job = draft(user: user, endingAt: end)
        if bits < arrayBelow {
            startArray(with: &job)
        } else if bits > 65_480, job.state == .completed, job.gpus == 0 {
            splitIntoComponents(&job)
        }
        return job
    }

    /// A job that is running or waiting when the span ends.
    mutating func draftOpenJob() -> JobDraft {
        var job = draft(user: chooser.draw(&random), endingAt: spanEnd - 1)
        job.end = 0
        job.cpuMilliseconds = 0
        job.wantsEarlierAttempt = false
        if random.below(3) > 0 {
            job.state = .running
            job.start = spanEnd - 1 - Int64(random.below(min(40_000, job.limitMinutes * 60)))
            job.elapsed = Int(spanEnd - job.start)
            job.submit = job.start - Int64(random.below(3_000))
        } else {
            job.state = .pending
            job.start = 0
            job.elapsed = 0
            job.submit = spanEnd - 1 - Int64(random.below(90_000))
            if random.oneIn(4) {
                job.naming = .pendingTasks(from: 1, to: 20 + random.below(200), limit: 10)
            }
        }
        job.eligible = job.submit
        return job
    }

    /// The attempt before `job`, which then was put back into the queue: same id, earlier submit. Nil when it would
    /// have ended before the span.
    mutating func earlierAttempt(of job: inout JobDraft) -> JobDraft? {
        let requeued = job.submit
        guard requeued > spanStart else { return nil }
        var attempt = job
        attempt.state = random.below(4) == 0 ? .nodeFail : (random.below(3) == 0 ? .preempted : .requeued)
        attempt.elapsed = 1 + random.below(max(1, min(job.elapsed, 20_000)))
        attempt.end = requeued
        attempt.start = requeued - Int64(attempt.elapsed)
        attempt.submit = attempt.start - Int64(1 + random.below(2_000))
        attempt.eligible = attempt.submit
        attempt.cpuMilliseconds = attempt.elapsed * attempt.cpus * habits[attempt.user].cpuUse * 1000 / 1024
        return attempt
    }

    private mutating func takeID() -> Int {
        nextID += 1
        return nextID - 1
    }

    private mutating func draft(user: Int, endingAt end: Int64) -> JobDraft {
        let habit = habits.withUnsafeBufferPointer { $0[user] }
        let bits = random.next()
        let usesGPU = Int(bits & 0xFFFF) < habit.usesGPUBelow
        let state =
            Int(bits >> 16 & 0xFFFF) < habit.completesBelow ? DraftState.completed : mishaps[Int(bits >> 32 & 0xFF)]
        let isStandby = !usesGPU && bits >> 40 & 7 == 0
        let sizes = random.next()

        var nodes = 1
        var gpus = 0
        var cpus = 1 << max(0, habit.coreExponent - Int(sizes & 0xFF) * 3 >> 8)
        if usesGPU {
            gpus = 1 << (Int(sizes >> 8 & 0xF) == 0 ? 2 : (Int(sizes >> 8 & 0x3) == 0 ? 1 : 0))
            gpus = min(gpus, profile.gpus.perNode)
            cpus = max(gpus * 2, min(cpus, profile.coresPerNode))
        } else if cpus > profile.coresPerNode {
            nodes = (cpus + profile.coresPerNode - 1) / profile.coresPerNode
        }
        let memoryIsPerNode = sizes >> 16 & 3 == 0
        var memoryMB = cpus * habit.memoryPerCoreMB
        if memoryIsPerNode { memoryMB = (memoryMB / nodes + 1023) / 1024 * 1024 * nodes }

        var job = JobDraft(
            naming: .plain, rawID: takeID(), user: user, state: state, queue: usesGPU ? 2 : (isStandby ? 1 : 0),
            cpus: cpus, nodes: nodes, memoryMB: memoryMB, memoryIsPerNode: memoryIsPerNode, gpus: gpus,
            gpuType: Int(sizes >> 24 & 0xFF) * max(1, profile.gpus.types.count) >> 8, limitMinutes: 0, submit: 0,
            eligible: 0, start: 0, end: end, elapsed: 0, cancelledBy: habit.uid, cpuMilliseconds: 0, maxRSSKB: 0,
            averageRSSKB: 0, runsStep: habit.runsSteps, wantsEarlierAttempt: bits >> 44 & 0x7F == 0)
        setTimes(of: &job, habit: habit, submit: nil)
        setUsage(of: &job, habit: habit)
        if state == .cancelled, bits >> 52 & 0xF == 0 { job.cancelledBy = 0 }
        return job
    }

    /// - Parameter submit: when the array was submitted; nil for a job of its own.
    private mutating func setTimes(of job: inout JobDraft, habit: ClusterUsers.Habits, submit: Int64?) {
        let longest = Double(profile.longestMinutes * 60)
        var seconds = min(
            longest, normal.logNormal(median: habit.medianSeconds, sigma: habit.durationSigma, &random))
        // What fails often fails early.
        if job.state == .failed || job.state == .cancelled { seconds *= random.unit() }
        var elapsed = Int(seconds)
        job.limitMinutes = limit(atLeast: elapsed, longest: profile.longestMinutes)
        if job.state == .timeout { elapsed = job.limitMinutes * 60 + random.below(30) }
        var wait = Int(min(2_000_000, normal.logNormal(median: profile.medianWaitSeconds, sigma: 1.6, &random)))

        guard job.state.hasStarted else {
            job.start = 0
            job.elapsed = 0
            job.submit = submit ?? job.end - Int64(wait) - 1
            job.eligible = job.submit
            job.wantsEarlierAttempt = false
            return
        }
        if job.state == .bootFail { elapsed = min(elapsed, 300) }
        if let submit {
            // There was no more time since the array was submitted, and so nothing that could time out.
            if elapsed > Int(job.end - submit) {
                elapsed = Int(job.end - submit)
                if job.state == .timeout { job.state = .failed }
            }
            wait = Int(job.end - submit) - elapsed
        }
        job.elapsed = elapsed
        job.start = job.end - Int64(elapsed)
        job.submit = job.start - Int64(wait)
        // A dependency or a begin time: eligible later than submitted.
        job.eligible = random.oneIn(32) ? job.start - Int64(wait / 2) : job.submit
        // Suspended for a while: ElapsedRaw is less than the time between start and end.
        if random.oneIn(4096), elapsed > 600 { job.elapsed -= 60 + random.below(500) }
    }

    private func limit(atLeast seconds: Int, longest: Int) -> Int {
        let minutes = seconds / 60 + 1
        for choice in [30, 60, 240, 480, 1440, 2880, 5760, 10_080] where choice >= minutes && choice < longest {
            return choice
        }
        return max(longest, minutes)
    }

    private mutating func setUsage(of job: inout JobDraft, habit: ClusterUsers.Habits) {
        let jitter = 512 + random.below(512)
        job.cpuMilliseconds = job.elapsed * job.cpus * habit.cpuUse * jitter / 1024 * 1000 / 1024
        let onNodeKB = job.memoryMB / job.nodes * 1024
        let share = job.state == .outOfMemory ? 1000 + random.below(24) : habit.memoryUse * jitter / 1024
        job.maxRSSKB = max(900, onNodeKB / 1024 * share - random.below(512))
        job.averageRSSKB = job.runsStep ? job.maxRSSKB / 1024 * (700 + random.below(300)) : job.maxRSSKB
    }

    private mutating func startArray(with job: inout JobDraft) {
        guard job.state.hasStarted else { return }
        let tasks = 2 + Int(min(2_000, normal.logNormal(median: 8, sigma: 1, &random)))
        job.wantsEarlierAttempt = false
        array = ArrayInProgress(pattern: job, jobID: job.rawID, task: 1, tasksLeft: tasks - 1)
        // The last task gets the array's own id; the first ones get new ids.
        job.naming = .arrayTask(array: job.rawID, index: 1)
        job.rawID = takeID()
    }

    private mutating func nextTask(of running: ArrayInProgress, endingAt end: Int64) -> JobDraft {
        var running = running
        running.task += 1
        running.tasksLeft -= 1
        let habit = habits[running.pattern.user]
        var job = running.pattern
        let bits = random.next()
        job.state = Int(bits & 0xFFFF) < habit.completesBelow ? .completed : mishaps[Int(bits >> 32 & 0xFF)]
        job.naming = .arrayTask(array: running.jobID, index: running.task)
        job.rawID = running.tasksLeft == 0 ? running.jobID : takeID()
        job.end = max(end, job.submit + 1)
        setTimes(of: &job, habit: habit, submit: job.submit)
        setUsage(of: &job, habit: habit)
        array = running.tasksLeft == 0 ? nil : running
        return job
    }

    /// Two components with ids in sequence, submitted and started together.
    private mutating func splitIntoComponents(_ job: inout JobDraft) {
        job.wantsEarlierAttempt = false
        job.naming = .component(leader: job.rawID, offset: 0)
        var second = job
        second.rawID = takeID()
        second.naming = .component(leader: job.rawID, offset: 1)
        second.cpus = max(1, job.cpus / 2)
        second.nodes = 1
        second.memoryMB = max(1024, job.memoryMB / job.nodes / 2)
        second.cpuMilliseconds = job.cpuMilliseconds / 2
        second.maxRSSKB = max(900, job.maxRSSKB / 2)
        second.averageRSSKB = max(900, job.averageRSSKB / 2)
        component = second
    }
}
