/// Prints drafts as `sacct -P` prints jobs and their steps.
struct RowWriter {
    let users: ClusterUsers
    private(set) var stepRows = 0

    private let profile: ClusterProfile
    let dialect: SacctDialect
    private let withSteps: Bool
    private let queues: ByteTable
    let gpuTypes: ByteTable
    let hasTypes: Bool

    init(plan: GeneratorPlan, users: ClusterUsers) {
        self.users = users
        profile = plan.cluster
        dialect = plan.dialect
        withSteps = plan.withSteps
        queues = ByteTable(plan.cluster.queues.map { "\($0)|" })
        gpuTypes = ByteTable(plan.cluster.gpus.types)
        hasTypes = !plan.cluster.gpus.types.isEmpty
    }

    func writeHeader(to buffer: inout RowBuffer) {
        var names = GeneratorPlan.columns + "\n"
        names.withUTF8 { buffer.append($0) }
    }

    /// The job's row, then its steps when they were asked for and the job ran long enough to have some.
    mutating func write(_ job: JobDraft, to buffer: inout RowBuffer) {
        writeJobRow(job, to: &buffer)
        guard withSteps, job.state.hasStarted, job.elapsed > 0 else { return }
        writeStep(job, suffix: ".batch", kind: .batch, to: &buffer)
        if profile.hasExternSteps { writeStep(job, suffix: ".extern", kind: .extern, to: &buffer) }
        if job.runsStep, job.elapsed > 20 { writeStep(job, suffix: ".0", kind: .launched, to: &buffer) }
    }

    private func writeJobRow(_ job: JobDraft, to buffer: inout RowBuffer) {
        writeName(job, to: &buffer)
        buffer.bar()
        buffer.append(job.rawID)
        buffer.bar()
        users.texts.write(job.user, to: &buffer)
        queues.write(job.queue, to: &buffer)
        writeState(job, to: &buffer)
        buffer.bar()
        buffer.append(job.elapsed)
        buffer.bar()
        buffer.append(job.state.hasStarted || !dialect.neverStartedHasNoCPUs ? job.cpus : 0)
        buffer.bar()
        buffer.append(job.nodes)
        buffer.bar()
        writeRequestedMemory(job, to: &buffer)
        buffer.bar()
        buffer.append(job.limitMinutes)
        buffer.bar()
        if job.state.hasStarted { writeTRES(job, isBilled: true, nodes: job.nodes, to: &buffer) }
        buffer.bar()
        if profile.wattsPerCore > 0 { buffer.append(job.elapsed * job.cpus * profile.wattsPerCore) }
        buffer.append("|||")
        if withSteps, job.elapsed > 0 {
            buffer.append(cpuMilliseconds: job.cpuMilliseconds)
        } else {
            buffer.append("00:00:00")
        }
        buffer.bar()
        buffer.append(Int(job.submit))
        buffer.bar()
        buffer.append(Int(job.eligible))
        writeStartAndEnd(job, to: &buffer)
    }

    enum StepKind {
        case batch, extern, launched
    }

    private mutating func writeStep(
        _ job: JobDraft, suffix: StaticString, kind: StepKind, to buffer: inout RowBuffer
    ) {
        stepRows += 1
        let nodes = kind == .batch ? 1 : job.nodes
        let cpus = kind == .batch ? job.cpus / job.nodes : job.cpus
        writeName(job, to: &buffer)
        buffer.append(suffix)
        buffer.bar()
        buffer.append(job.rawID)
        buffer.append(suffix)
        // Steps have an account, and neither user nor partition nor QOS; nothing here needs the account.
        buffer.append("|||||")
        writeStepState(job, kind: kind, to: &buffer)
        buffer.bar()
        buffer.append(job.elapsed)
        buffer.bar()
        buffer.append(max(1, cpus))
        buffer.bar()
        buffer.append(nodes)
        buffer.append("|||")
        writeTRES(job, isBilled: kind == .extern, nodes: nodes, to: &buffer)
        buffer.append("||")
        // The gatherer samples every 30 seconds or so: jobs of a few seconds show nothing.
        if job.end != 0, job.elapsed >= 3 { writeMemory(job, kind: kind, to: &buffer) } else { buffer.bar() }
        buffer.bar()
        switch kind {
        case .extern: buffer.append("00:00.001")
        case .batch: buffer.append(cpuMilliseconds: job.runsStep ? job.cpuMilliseconds / 64 : job.cpuMilliseconds)
        case .launched: buffer.append(cpuMilliseconds: job.cpuMilliseconds - job.cpuMilliseconds / 64)
        }
        buffer.bar()
        // A step's Submit and Eligible are its start.
        buffer.append(Int(job.start))
        buffer.bar()
        buffer.append(Int(job.start))
        writeStartAndEnd(job, to: &buffer)
    }

    private func writeMemory(_ job: JobDraft, kind: StepKind, to buffer: inout RowBuffer) {
        let (largest, average) =
            switch kind {
            case .extern: (1348, 1348)
            case .batch: job.runsStep ? (10_872, 10_872) : (job.maxRSSKB, job.averageRSSKB)
            case .launched: (job.maxRSSKB, job.averageRSSKB)
            }
        buffer.append(largest)
        buffer.append("K|")
        buffer.append(average)
        buffer.append(byte: UInt8(ascii: "K"))
    }

    private func writeName(_ job: JobDraft, to buffer: inout RowBuffer) {
        switch job.naming {
        case .plain:
            buffer.append(job.rawID)
        case .arrayTask(let array, let index):
            buffer.append(array)
            buffer.append(byte: UInt8(ascii: "_"))
            buffer.append(index)
        case .component(let leader, let offset):
            buffer.append(leader)
            buffer.append(byte: UInt8(ascii: "+"))
            buffer.append(offset)
        case .pendingTasks(let from, let to, let limit):
            buffer.append(job.rawID)
            buffer.append("_[")
            buffer.append(from)
            buffer.append(byte: UInt8(ascii: "-"))
            buffer.append(to)
            buffer.append(byte: UInt8(ascii: "%"))
            buffer.append(limit)
            buffer.append(byte: UInt8(ascii: "]"))
        }
    }

    private func writeStartAndEnd(_ job: JobDraft, to buffer: inout RowBuffer) {
        buffer.bar()
        if job.start != 0 {
            buffer.append(Int(job.start))
        } else {
            buffer.append(job.end == 0 ? "Unknown" : "None")
        }
        buffer.bar()
        if job.end != 0 { buffer.append(Int(job.end)) } else { buffer.append("Unknown") }
        buffer.append(byte: UInt8(ascii: "\n"))
    }
}
