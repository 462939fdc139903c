/// Why a lock was not had.
package enum LockError: Error, Hashable, Sendable {
    /// Somebody has it. The holder is nil when the file does not say.
    case held(path: String, by: LockHolder?)
    /// Somebody had it for all of the time that was waited.
    case timedOut(path: String, by: LockHolder?, seconds: Double)
    case failed(FileSystemError)
}

extension LockError: CustomStringConvertible {
    /// What happened, where, and what to do, on one line.
    package var description: String {
        switch self {
        case .held(let path, let holder):
            "another poller is at work: \(LockError.name(holder)) holds \(path); wait until it is done"
        case .timedOut(let path, let holder, let seconds):
            "\(LockError.name(holder)) still holds \(path) after \(Int(seconds)) seconds; try again, or end that process"
        case .failed(let error): error.description
        }
    }

    private static func name(_ holder: LockHolder?) -> String {
        holder?.description ?? "an unnamed process"
    }
}
