import ScoreboardUI
import Storage

extension PollingLine {
    /// The line of an event, the same whether it comes from a poller or from the log's file.
    init(_ event: LogEvent) {
        let level: Level =
            switch event.level {
            case .debug, .info: .info
            case .warning: .warning
            case .error: .error
            }
        self.init(time: event.time, level: level, month: event.month, text: EventLine.words(of: event))
    }
}
