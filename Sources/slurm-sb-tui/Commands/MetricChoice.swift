import ArgumentParser
import Scoreboard

/// A board by the name of its metric.
struct MetricChoice: ExpressibleByArgument {
    let subject: Leaderboard.Subject

    init(subject: Leaderboard.Subject) {
        self.subject = subject
    }

    init?(argument: String) {
        if argument == "overall" {
            subject = .overall
        } else {
            guard let metric = Metric(key: argument) else { return nil }
            subject = .metric(metric)
        }
    }

    var defaultValueDescription: String {
        if case .metric(let metric) = subject { return metric.key }
        return "overall"
    }
}
