/// What happens instead of a system call.
enum Fault: String, CaseIterable, Sendable {
    /// The process is gone.
    case kill = "signal=SIGKILL"
    /// The disk is full.
    case full = "error=ENOSPC"
    /// The disk or the file server fails.
    case broken = "error=EIO"

    /// What the user is told to do.
    var advice: String {
        switch self {
        case .kill: ""
        case .full: "the disk is full; free some space and run again, nothing is lost"
        case .broken: "input/output error; the disk or the file server is failing, tell its administrator"
        }
    }

    /// The calls that never tell of a full disk (their manual pages, section 2); a failing disk they do tell of.
    private static let needNoSpace: Set = [
        "unlink", "unlinkat", "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "flock",
        "truncate", "ftruncate", "utimensat",
    ]

    /// Whether this fault at this call shows something.
    func applies(to call: SystemCall) -> Bool {
        guard call.isChange, self != .full || !Fault.needNoSpace.contains(call.name) else { return false }
        guard call.name == "close" else { return true }
        // Before a close there is what was there after the write. strace fails a close without doing it, while Linux
        // always closes: a lock would be held on, which cannot happen.
        return self != .kill && !call.isOnLock
    }

    /// Whether the command may go on as if nothing had happened.
    ///
    /// - A line of the log is lost: the log is for people, and an error behind it is met again by what matters.
    /// - The rights of a lock's file are set by whoever opens it, but only its owner may: for all others they are right.
    /// - The holder's name is taken out of a lock's file when it is given back: the next holder writes his over it, and
    ///   whether it is held is known to the kernel alone.
    func isHarmless(at call: SystemCall) -> Bool {
        guard self != .kill else { return false }
        if call.paths.allSatisfy({ $0.hasSuffix("/log/poll.jsonl") }) { return true }
        guard call.isOnLock else { return false }
        return call.name == "fchmod" || (call.name == "ftruncate" && call.before != "flock")
    }
}

extension SystemCall {
    /// Whether it is on the file of a lock.
    var isOnLock: Bool { paths.allSatisfy { $0.hasSuffix("/lock.pid") || $0.hasSuffix(".lock") } }
}
