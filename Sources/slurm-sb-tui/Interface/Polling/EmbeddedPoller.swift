import Glibc
import Poller
import Sacct
import Scoreboard
import ScoreboardUI
import Settings
import Storage
import Synchronization

/// One poller inside the interface. It does what `slurm-sb poll` does, and writes nothing to the terminal.
final class EmbeddedPoller: Sendable {
    private let settings: ResolvedSettings
    private let work: BackgroundWork
    private let clock: SystemClock
    private let tell: @Sendable (PollingReport, [PollingLine]) -> Void
    private let endRequested = Atomic<Bool>(false)
    private let told: Mutex<(report: PollingReport, tally: PollTally)>

    init(
        _ cluster: String, settings: ResolvedSettings, clock: SystemClock, work: BackgroundWork,
        tell: @escaping @Sendable (PollingReport, [PollingLine]) -> Void
    ) {
        self.settings = settings
        self.clock = clock
        self.work = work
        self.tell = tell
        told = Mutex((PollingReport(cluster: cluster, started: clock.now()), PollTally()))
    }

    /// Asks it to end: sacct is stopped, and what is being written is written to its end.
    func stop() { endRequested.store(true, ordering: .relaxed) }

    private var isEndRequested: Bool { endRequested.load(ordering: .relaxed) || work.isEndRequested }

    /// Polls until it is asked to end, or until no waiting mends what is wrong.
    @Sendable func run() {
        do {
            let name = try ClusterName(told.withLock { $0.report.cluster })
            report { $0.state = .running }
            try session(of: name).run(once: false)
            report { $0.state = .ended(problem: nil) }
        } catch {
            refuse(CommandFailure(error)?.message ?? "\(error)")
        }
    }

    /// Says that it has ended, and why.
    func refuse(_ problem: String) {
        report { $0.state = .ended(problem: problem.oneLine) }
    }

    private func session(of cluster: ClusterName) -> PollSession {
        let own = settings.settings(for: cluster)
        let root = settings.dataRoot
        let files = PosixFileSystem(root: root.path)
        let log = LogFile(root.cluster(cluster).path(of: .pollLog), files: files)
        let isInterrupted: @Sendable () -> Bool = { [self] in isEndRequested }
        let clock = clock.ending(when: isInterrupted)
        return PollSession(
            root: root, settings: own.pollSettings(cluster: cluster, publication: settings.publication),
            source: SacctProcess(
                environment: wholeEnvironment(), timeoutSeconds: own.timeoutSeconds, isInterrupted: isInterrupted),
            files: files, clock: clock,
            onProgress: { [self] progress in
                note(progress, at: clock.now())
            },
            onEvent: { [self] event in
                // A log that cannot be written must not stop the numbers; the error that is behind it will be met again.
                try? log.write(event)
                report([PollingLine(event)]) { _ in }
            })
    }

    private func note(_ progress: PollProgress, at now: Timestamp) {
        let milliseconds = EmbeddedPoller.monotonicMilliseconds()
        told.withLock { $0.tally.note(progress, at: now, milliseconds: milliseconds) }
        report { _ in }
    }

    private func report(_ lines: [PollingLine] = [], _ change: (inout PollingReport) -> Void) {
        let report = told.withLock { told in
            told.report.take(told.tally)
            change(&told.report)
            return told.report
        }
        tell(report, lines)
    }

    private static func monotonicMilliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
