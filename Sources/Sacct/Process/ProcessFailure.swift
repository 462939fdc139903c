/// Why a program of Slurm's gave no answer that can be trusted.
package enum ProcessFailure: Error, Equatable, CustomStringConvertible {
    /// There is no such program on the path.
    case notFound(program: String)
    case cannotStart(program: String, reason: String)
    /// It took longer than allowed and was ended.
    case timedOut(program: String, seconds: Int)
    /// It ended with a code other than 0, or by a signal.
    case failed(program: String, status: ExitStatus, message: String)
    /// It ended well but complained: what it printed is not to be trusted.
    case complained(program: String, message: String)
    /// Its output stops in the middle of a row.
    case cutOff(program: String)

    /// How a process ended.
    package enum ExitStatus: Equatable, Sendable, CustomStringConvertible {
        case code(Int32)
        case signal(Int32)

        package var description: String {
            switch self {
            case .code(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    /// Whether a shorter question may succeed: it took too long, was refused as too wide, or was killed for its memory.
    package var wantsSmallerWindow: Bool {
        switch self {
        case .timedOut, .failed(_, .signal(9), _): true
        default: isTooWide
        }
    }

    /// Whether the accounting refuses every question of that length (`MaxQueryTimeRange`).
    package var isTooWide: Bool {
        if case .failed(_, _, let message) = self { message.contains("Too wide of a date range") } else { false }
    }

    package var description: String {
        switch self {
        case .notFound(let program):
            "\(program) is not on the PATH: run this on a login node of the cluster, or load Slurm's module"
        case .cannotStart(let program, let reason):
            "\(program) could not be started: \(reason)"
        case .timedOut(let program, let seconds):
            "\(program) did not answer within \(seconds) s and was stopped; nothing of it was counted"
        case .failed(let program, let status, let message):
            "\(program) failed (\(status))\(message.isEmpty ? "" : ": \(message)"); nothing of it was counted"
        case .complained(let program, let message):
            "\(program) reported an error: \(message); nothing of it was counted"
        case .cutOff(let program):
            "the output of \(program) stops inside a row; nothing of it was counted"
        }
    }
}
