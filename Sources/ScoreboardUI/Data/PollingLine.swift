package import Scoreboard

/// A line of a poller's log.
package struct PollingLine: Hashable, Sendable {
    /// How much it matters.
    package enum Level: Hashable, Sendable {
        case info, warning, error
    }

    package var time: Timestamp
    package var level: Level
    /// The month that it is about; nil for none.
    package var month: Month?
    /// What happened, in words.
    package var text: String

    package init(time: Timestamp, level: Level = .info, month: Month? = nil, text: String) {
        self.time = time
        self.level = level
        self.month = month
        self.text = text
    }
}
