import Poller
import ScoreboardUI
import Settings
import Storage
import Synchronization

/// The pollers inside the interface: at most one a cluster at a time, by the settings that headless ones have too.
final class EmbeddedPollers: Sendable {
    private let settings: ResolvedSettings
    private let clock: SystemClock
    private let work: BackgroundWork
    private let pollers = Mutex<[String: EmbeddedPoller]>([:])

    /// - Parameter work: Ends the pollers when it is asked to end.
    init(settings: ResolvedSettings, clock: SystemClock, work: BackgroundWork) {
        self.settings = settings
        self.clock = clock
        self.work = work
    }

    /// Begins to poll a cluster.
    ///
    /// - Parameter tell: Gets how it goes, from another thread, and in the end that it has ended.
    func start(_ cluster: String, tell: @escaping @Sendable (PollingReport, [PollingLine]) -> Void) {
        let poller = EmbeddedPoller(cluster, settings: settings, clock: clock, work: work, tell: tell)
        pollers.withLock { $0[cluster] = poller }
        if !work.begin(poller.run) { poller.refuse("the system gives this program no further thread") }
    }

    /// Asks the poller of a cluster to end.
    func stop(_ cluster: String) { pollers.withLock { $0[cluster] }?.stop() }
}
