import Scoreboard

/// Slurm's own `squeue`, run as an ordinary user.
package struct SqueueProcess {
    private let environment: [String: String]
    private let timeoutSeconds: Int
    private let isInterrupted: @Sendable () -> Bool
    private let aliases: (String) -> GPUAliases
    private let site: SlurmSite

    private static let program = "squeue"
    /// In bytes: a million jobs are less.
    private let largestAnswer: Int

    /// - Parameters:
    ///   - environment: The caller's environment; only what ``QueueQuery/environment(from:)`` keeps reaches squeue.
    ///   - timeoutSeconds: How long an answer may take.
    ///   - largestAnswer: In bytes; a larger one is an error.
    ///   - isInterrupted: Asked several times a second while squeue works; once it says so squeue is killed, and `read`
    ///     ends with ``ProcessFailure/interrupted(program:)``.
    ///   - aliases: A cluster's other names of GPUs.
    package init(
        environment: [String: String], timeoutSeconds: Int = 20, largestAnswer: Int = 1 << 28,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        aliases: @escaping (String) -> GPUAliases = { _ in GPUAliases() }
    ) {
        self.environment = QueueQuery.environment(from: environment)
        self.timeoutSeconds = timeoutSeconds
        self.largestAnswer = largestAnswer
        self.isInterrupted = isInterrupted
        self.aliases = aliases
        site = SlurmSite(environment: environment, timeoutSeconds: timeoutSeconds, isInterrupted: isInterrupted)
    }

    /// Asks the controllers of these clusters in one call; of none, the cluster that this host belongs to.
    ///
    /// Other clusters are found through the accounting's database. While that is away, the own one is asked alone.
    ///
    /// - Returns: What those answered that did.
    /// - Throws: ``ProcessFailure`` when none did, or not in time.
    package func read(_ clusters: [String]) throws -> QueueReading {
        do {
            return try call(clusters)
        } catch let failure as ProcessFailure {
            guard !clusters.isEmpty, failure.saysLocalClusterIsLeft else { throw failure }
            var reading = try call([])
            if reading.queues.first?.cluster.isEmpty ?? false {
                reading.queues[0].cluster = (try? site.localCluster()) ?? ""
            }
            let answered = reading.queues.map(\.cluster)
            guard clusters.contains(where: answered.contains) else { throw failure }
            reading.silent = clusters.filter { !answered.contains($0) }
            return reading
        }
    }

    private func call(_ clusters: [String]) throws -> QueueReading {
        let child = ChildProcess(
            SqueueProcess.program, arguments: QueueQuery(clusters: clusters).arguments, environment: environment,
            timeoutSeconds: timeoutSeconds, isInterrupted: isInterrupted)
        var parser = QueueParser(aliases: aliases)
        var byteCount = 0
        let ending = try child.run { read in
            try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
                let count = try read(buffer)
                byteCount += count
                guard byteCount <= largestAnswer else {
                    throw ProcessFailure.complained(
                        program: SqueueProcess.program,
                        message: "its answer has more than \(largestAnswer >> 20) MiB")
                }
                parser.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        let answered = parser.queues
        let said = StandardErrorText(ending.standardError)
        switch ending.status {
        case .code(0):
            if answered.isEmpty, let complaint = said.complaint {
                throw ProcessFailure.complained(program: SqueueProcess.program, message: complaint)
            }
        // One of several did not answer: the others did, each of them whole.
        case .code where !answered.isEmpty: break
        case .code, .signal:
            throw ProcessFailure.failed(
                program: SqueueProcess.program, status: ending.status, message: ending.standardError.oneLine)
        }
        guard !parser.endedInsideLine else { throw ProcessFailure.cutOff(program: SqueueProcess.program) }
        guard !answered.isEmpty else {
            // Without the heads of its columns it is not squeue that spoke, or one that does not know the format.
            throw ProcessFailure.complained(
                program: SqueueProcess.program,
                message: byteCount == 0 ? "it printed nothing" : "it printed something else than a queue")
        }
        let silent = clusters.filter { cluster in !answered.contains { $0.cluster == cluster } }
        return QueueReading(
            queues: answered, silent: silent, defects: parser.defects, remark: said.complaint ?? said.remark)
    }
}

extension ProcessFailure {
    /// Whether squeue could not look up other clusters, and says so itself that its own one can be asked.
    fileprivate var saysLocalClusterIsLeft: Bool {
        switch self {
        case .failed(_, _, let message), .complained(_, let message):
            // The message may be cut before squeue says so in words.
            message.contains("slurm_persist_conn") || message.contains("DBD_GET_CLUSTERS")
                || message.contains("talking to the database")
        default: false
        }
    }
}
