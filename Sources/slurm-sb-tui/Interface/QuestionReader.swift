import BloomFilter
import Poller
import Scoreboard
import ScoreboardUI
import Settings
import Storage

/// Finds out in the data root, and of Slurm itself, what the panes want to know. It only reads, and never fails: what cannot
/// be read is a part of the answer.
struct QuestionReader: Sendable {
    let root: DataRoot
    /// Clusters that take no part are in no answer.
    let settings: ResolvedSettings
    let clock: SystemClock
    /// Whether Slurm is asked what can be polled and what runs.
    let ground: PollingSiteReader.Ground
    /// Whether whoever asked is leaving, and waits for no answer.
    let isInterrupted: @Sendable () -> Bool
    /// What the files held that may be asked for again soon.
    private let healthMemory = HealthMemory()
    private let reports = FileMemory<SeenMonthReport?>()
    private let queueReader = QueueReader()

    init(
        root: DataRoot, settings: ResolvedSettings, clock: SystemClock,
        ground: PollingSiteReader.Ground = .slurm, isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.root = root
        self.settings = settings
        self.clock = clock
        self.ground = ground
        self.isInterrupted = isInterrupted
    }

    func answer(_ question: Question) -> Answer {
        let files = PosixFileSystem(root: root.path)
        switch question {
        case .history(let user, let clusters, let today):
            let reader = UserHistoryReader(root: root, files: files)
            return .history(reader.read(user: user, clusters: clusters, today: today))
        case .health: return .health(health(files))
        case .examination: return .examination(examination(files))
        case .filters: return .filters(filters(files))
        case .pollingSite:
            let reader = PollingSiteReader(
                root: root, settings: settings, ground: ground, isInterrupted: isInterrupted)
            return .pollingSite(reader.read())
        case .polling(let cluster): return .polling(polling(cluster, files))
        case .queue(let clusters):
            guard ground != .madeUp else { return .queue(DemonstrationQueue(now: clock.now()).queue(of: root)) }
            return .queue(
                queueReader.read(
                    clusters, root: root, settings: settings, files: files, isInterrupted: isInterrupted))
        }
    }

    private func health(_ files: PosixFileSystem) -> [ClusterHealth] {
        let now = clock.now()
        return ((try? clusters(files)) ?? []).map {
            ClusterHealth(
                reading: $0, in: files, remembering: healthMemory, settings: settings.settings(for: $0.name), now: now)
        }
    }

    private func polling(_ cluster: String, _ files: PosixFileSystem) -> PollingSight {
        guard let name = try? ClusterName(cluster) else { return PollingSight(health: ClusterHealth(cluster: cluster)) }
        return PollingSight(
            reading: root.cluster(name), in: files, remembering: healthMemory,
            settings: settings.settings(for: name), now: clock.now())
    }

    private func clusters(_ files: PosixFileSystem) throws -> [ClusterDirectory] {
        try root.clusters(in: files).filter { !settings.clusters.excluded.contains($0.name) }
    }

    private func examination(_ files: PosixFileSystem) -> [HealthFinding] {
        do {
            let findings = try Doctor(root: root, files: files, clock: clock, rules: settings.publication)
                .examine(clusters(files))
            return findings.map { finding in
                HealthFinding(
                    finding.severity.ofPane, subject: finding.subject.rawValue, cluster: finding.cluster?.text,
                    path: finding.path, message: finding.message, remedy: finding.remedy)
            }
        } catch {
            return [HealthFinding(.warning, subject: "files", message: "the examination ended early: \(error)")]
        }
    }

    private func filters(_ files: PosixFileSystem) -> [SeenFilter] {
        ((try? clusters(files)) ?? []).flatMap { directory in
            ((try? directory.seenMonths(in: files)) ?? []).compactMap { month in
                do {
                    // A month at rest has no filter, and is remembered by its exact set.
                    let paths = try [ClusterFile.seenFilter(month), .seenIdentities(month)].map(directory.path)
                        .filter { try files.status($0) != nil }
                    return try reports.content(of: paths, in: files) {
                        try SeenMonthReport(reading: month, of: directory, in: files)
                    }.map(SeenFilter.init)
                } catch {
                    var filter = SeenFilter(cluster: directory.name.text, month: month)
                    filter.problem = DamagedFile(error)?.problem ?? "\(error)"
                    return filter
                }
            }
        }
    }
}

extension Finding.Severity {
    fileprivate var ofPane: HealthFinding.Severity {
        switch self {
        case .fine: .fine
        case .warning: .warning
        case .damage: .damage
        }
    }
}

extension SeenFilter {
    fileprivate init(_ report: SeenMonthReport) {
        self.init(cluster: report.cluster.text, month: report.month)
        count = Int64(clamping: report.filter.insertedCount)
        plannedCount = Int64(clamping: report.filter.parameters.plannedCount)
        bitCount = Int64(clamping: report.filter.bitCount)
        hashCount = Int64(report.filter.hashCount)
        plannedRate = report.filter.falsePositiveRate
        rate = report.filter.estimatedFalsePositiveRate
        fill = report.filter.fillRatio
        filterBytes = Int64(report.filterBytes)
        exactBytes = Int64(report.identityBytes)
        falsePositives = Int64(report.falsePositiveCount)
    }
}
