package import Scoreboard

/// A poller that has a cluster's lock, as the lock says.
package struct PollingHolder: Hashable, Sendable {
    /// Where it runs, and its number there.
    package var host: String
    package var pid: Int32
    /// When it took the lock.
    package var started: Timestamp
    /// The program's name; empty when the lock does not say.
    package var program: String
    /// Whether it is on the host of this interface.
    package var isOnThisHost: Bool
    /// Whether it is this very program.
    package var isSelf: Bool

    package init(
        host: String, pid: Int32, started: Timestamp, program: String, isOnThisHost: Bool = false, isSelf: Bool = false
    ) {
        self.host = host
        self.pid = pid
        self.started = started
        self.program = program
        self.isOnThisHost = isOnThisHost
        self.isSelf = isSelf
    }

    /// Which one it is: `slurm-sb-tui, process 4711 on fe03`.
    package var words: String {
        (program.isEmpty ? "" : "\(program), ") + "process \(pid) on " + (isOnThisHost ? "this host" : host)
    }
}
