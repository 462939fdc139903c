import Scoreboard
import ScoreboardUI
import Settings
import Storage
import Glibc

extension PollingSight {
    /// Looks at what a cluster's pollers write. What cannot be read is among the problems of its health.
    ///
    /// - Parameters:
    ///   - memory: What the records held when they were read last.
    ///   - settings: The cluster's own.
    init(
        reading directory: ClusterDirectory, in files: any FileSystem, remembering memory: HealthMemory,
        settings: Settings, now: Timestamp
    ) {
        self.init(
            health: ClusterHealth(
                reading: directory, in: files, remembering: memory, settings: settings, now: now))
        holder = PollLock.holder(of: directory).map(PollingHolder.init)
        let path = directory.path(of: .rate)
        // A ledger that is damaged is told of by the health already.
        calls =
            (try? files.readIfPresent(path)).flatMap { $0 }
            .flatMap { try? RateLedger(decoding: $0, path: path) }?.calls ?? []
        do {
            lines = try LogTail(directory.path(of: .pollLog)).read().map(PollingLine.init)
        } catch {
            lines = [PollingLine(time: now, level: .warning, text: "the log cannot be read: \(error)")]
        }
    }
}

extension PollingHolder {
    fileprivate init(_ holder: LockHolder) {
        self.init(
            host: holder.host, pid: holder.pid, started: holder.started, program: holder.program,
            isOnThisHost: holder.isOnThisHost, isSelf: holder.isOnThisHost && holder.pid == getpid())
    }
}
