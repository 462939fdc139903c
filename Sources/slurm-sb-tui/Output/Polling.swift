import Poller
import Sacct
import Storage

/// What a session that asks a cluster's accounting is made from, and where its events go.
struct Polling {
    let root: DataRoot
    let settings: PollSettings
    let source: SacctProcess
    let files: PosixFileSystem
    let clock: SystemClock
    let log: LogFile
    let memory: KeptMemory
    let isQuiet: Bool

    var session: PollSession {
        PollSession(
            root: root, settings: settings, source: source, files: files, clock: clock,
            onProgress: { [memory] in if case .rows(let count) = $0 { memory.read(rows: count) } }, onEvent: tell)
    }

    /// Writes the event to the log, and to whoever watches.
    func tell(_ event: LogEvent) {
        // A log that cannot be written must not stop the numbers; the error that is behind it will be met again.
        try? log.write(event)
        // The error that ends the command is told once, by whoever ends it.
        if event.level == .warning || (!isQuiet && event.level == .info) {
            StandardError.write(EventLine.text(of: event))
        }
    }

    /// Says what a round did.
    ///
    /// - Throws: ``CommandFailure`` with code 4 as long as something damaged is not read again.
    func report(_ round: PollSession.Round) throws {
        if !isQuiet {
            StandardError.write(
                "\(settings.cluster): \(round.counts.newJobs) new jobs of \(round.counts.jobs) in \(round.counts.calls) calls; "
                    + Polling.history(round) + "\n")
        }
        guard round.unrepaired.isEmpty else {
            throw CommandFailure(
                "what was damaged is not all read again; the boards lack it until further polls have done so. Set aside: "
                    + round.unrepaired.joined(separator: ", "), code: 4)
        }
    }

    private static func history(_ round: PollSession.Round) -> String {
        guard round.isCaughtUp else { return "history is still being read" }
        guard round.deferredPieces > 0 else { return "all history is read" }
        return "all history is read but for \(round.deferredPieces) pieces that are tried again: see them with doctor"
    }
}
