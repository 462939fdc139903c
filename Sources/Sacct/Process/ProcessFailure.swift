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
    /// We were asked to end while it ran, and stopped it.
    case interrupted(program: String)

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

    /// Whether the accounting refuses every question of that length (`MaxQueryTimeRange`).
    package var isTooWide: Bool {
        switch self {
        case .failed(_, .code(95), _): true
        case .failed(_, _, let message), .complained(_, let message): message.contains("Too wide of a date range")
        default: false
        }
    }

    package var description: String {
        switch self {
        case .notFound, .cannotStart: cause
        default: "\(cause); nothing of it was counted"
        }
    }

    /// What happened, for whoever asked for something that is not counted.
    package var cause: String {
        switch self {
        case .notFound(let program):
            "\(program) is not on the PATH: run this on a login node of the cluster, or load Slurm's module"
        case .cannotStart(let program, let reason):
            "\(program) could not be started: \(reason)"
        case .timedOut(let program, let seconds):
            "\(program) did not answer within \(seconds) s and was stopped"
        case .failed(let program, let status, let message):
            "\(program) failed (\(status))\(message.isEmpty ? "" : ": \(message)")"
        case .complained(let program, let message):
            "\(program) reported an error: \(message)"
        case .cutOff(let program):
            "the output of \(program) stops inside a row"
        case .interrupted(let program):
            "\(program) was stopped because the program was asked to end"
        }
    }
}

extension ProcessFailure {
    /// Whether the same question for a shorter time may well be answered: it took too long, it was killed as the kernel kills
    /// what takes too much memory, or the site's `MaxQueryTimeRange` forbids so long a span.
    ///
    /// A database that hangs looks like a question that is too large; whoever shrinks windows must stop somewhere.
    package var wantsSmallerWindow: Bool {
        switch self {
        case .timedOut: true
        case .failed(_, .signal(let number), _): number == 9
        // A wrapper in the shell tells of a killed child with 137; 95 is Slurm's own for a range that is too wide.
        case .failed(_, .code(let code), let message): code == 137 || code == 95 || ProcessFailure.isTooMuch(message)
        case .complained(_, let message): ProcessFailure.isTooMuch(message)
        case .notFound, .cannotStart, .cutOff, .interrupted: false
        }
    }

    /// Whether Slurm's accounting may have had a part in it: not when the program did not even start, refused what it was
    /// given, or was stopped by us.
    package var isOfTheAccounting: Bool {
        switch self {
        case .notFound, .cannotStart, .interrupted: false
        case .failed where refusedUser != nil: false
        case .timedOut, .failed, .complained, .cutOff: true
        }
    }

    private static func isTooMuch(_ message: String) -> Bool {
        let words = message.lowercased()
        return ["too wide of a date range", "out of memory", "cannot allocate memory"].contains { words.contains($0) }
    }
}
