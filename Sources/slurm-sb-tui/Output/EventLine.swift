import Sacct
import Storage

/// An event of the poller as a line for a person.
enum EventLine {
    static func text(of event: LogEvent) -> String {
        "\(event.time) \(event.cluster) \(words(of: event))\n"
    }

    /// The same without time and cluster, for where these stand elsewhere.
    static func words(of event: LogEvent) -> String {
        var words = [event.phase.rawValue]
        if event.level >= .warning { words.append("\(event.level.rawValue):") }
        if let message = event.message { words.append(message.escapedForTerminal) }
        if event.calls > 0 {
            words.append(
                "(\(event.jobsNew) new of \(event.jobsSeen) jobs, \(event.calls) calls, \(event.bytes) bytes)")
        }
        return words.joined(separator: " ")
    }
}
