import Sacct
package import Scoreboard
package import Storage

extension PollEvent {
    /// The event as a line of the log. This is the one place where events become words.
    package func logEvent(at time: Timestamp, cluster: String) -> LogEvent {
        func line(_ phase: LogEvent.Phase, _ level: LogEvent.Level, _ message: String) -> LogEvent {
            LogEvent(
                time: time, level: level, cluster: cluster, phase: phase, message: message.withoutUserFiles)
        }
        switch self {
        case .lackingFields(let fields):
            let names = fields.map(\.name).sorted().joined(separator: ", ")
            return line(.probe, .warning, "this Slurm has no field \(names); what they say is left out")
        case .sliceRead(let window, let phase, let counts, let waited):
            var event = line(phase.logged, .info, "\(window.lowerBound) to \(window.upperBound)")
            event.month = window.lowerBound.day.month
            event.calls = Int64(counts.calls)
            event.bytes = Int64(counts.bytes)
            event.jobsSeen = Int64(counts.jobs)
            event.jobsNew = Int64(counts.newJobs)
            event.rateSleepMilliseconds = Int64(waited)
            return event
        case .rowsLeftOut(let kind, let count, let sample):
            return line(.parse, .warning, "\(count) rows left out: \(kind.rawValue), for instance '\(sample)'")
        case .unknownState(let state):
            return line(.parse, .warning, "a job state that is not known is counted as OTHER: '\(state)'")
        case .waiting(let milliseconds, let callsPerMinute, let phase):
            let seconds = (milliseconds + 999) / 1000
            return line(
                phase.logged, .info, "waiting \(seconds) s: \(callsPerMinute) calls of sacct a minute are allowed")
        case .mended(let action):
            let isPlain = action.kind == .settled || action.kind == .removed
            return line(
                isPlain ? .recover : .damage, isPlain ? .info : .warning,
                "\(action.kind.rawValue): \(action.path.map { "\($0): " } ?? "")\(action.message)")
        case .stopped:
            return line(.finish, .info, "stopped on request")
        case .failed(let message):
            return line(.finish, .error, message)
        }
    }
}

extension PollEvent.Phase {
    fileprivate var logged: LogEvent.Phase {
        switch self {
        case .catchUp: .catchUp
        case .backfill: .backfill
        }
    }
}
