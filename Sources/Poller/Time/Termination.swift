import Glibc
import Synchronization

/// Whether somebody asked the whole process to end: SIGTERM, SIGINT or SIGHUP. A poller inside the interface has a word
/// of its own: see ``SystemClock/ending(when:)``.
package enum Termination {
    private static let requested = Atomic<Bool>(false)

    package static var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Asks; whoever polls ends between two rows.
    package static func request() {
        requested.store(true, ordering: .relaxed)
    }

    /// Lets the signals that end a program ask first, so that it ends between two rows and leaves nothing half done.
    package static func handleSignals() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = noteTerminationSignal
        // A parent may have blocked them, and the mask is inherited: a poller that nobody can stop but by SIGKILL.
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for number in [SIGTERM, SIGINT, SIGHUP] {
            sigaction(number, &action, nil)
            sigaddset(&wanted, number)
        }
        pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
        signal(SIGPIPE, SIG_IGN)
    }
}

/// Runs inside a signal handler: one atomic store and nothing else.
private func noteTerminationSignal(_ number: Int32) {
    Termination.request()
}
