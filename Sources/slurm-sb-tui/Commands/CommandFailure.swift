import Glibc
import Poller
import Sacct
import Storage

/// What ends a command, in words, with the exit code that is documented for it.
struct CommandFailure: Error {
    let message: String
    let code: Int32

    init(_ message: String, code: Int32 = 1) {
        self.message = message
        self.code = code
    }

    /// Nil for errors of the argument parser, which it words itself.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let lock as LockError:
            if case .held = lock { self.init("\(lock)", code: 3) } else { self.init("\(lock)") }
        case let damage as DamagedFile: self.init("\(damage)", code: 4)
        case let poll as PollError:
            if case .damaged = poll { self.init("\(poll)", code: 4) } else { self.init("\(poll)") }
        case let invalid as ClusterName.Invalid: self.init("\(invalid)", code: 2)
        case is ProcessFailure, is LayoutError, is FileSystemError, is CallBudget.Problem,
            is DiscoverySession.Problem:
            self.init("\(error)")
        case let seen as SeenJobsError: self.init("\(seen)", code: 4)
        default: return nil
        }
    }
}
