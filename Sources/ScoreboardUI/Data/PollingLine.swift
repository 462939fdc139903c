package import Scoreboard

/// A line of a poller's log.
package struct PollingLine: Hashable, Sendable {
    /// How much it matters.
    package enum Level: Hashable, Sendable {
        case info, warning, error
    }

    package var time: Timestamp
    package var level: Level
    /// What happened, in words.
    package var text: String

    package init(time: Timestamp, level: Level = .info, text: String) {
        self.time = time
        self.level = level
        self.text = text
    }
}
