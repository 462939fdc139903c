import Scoreboard

/// A board in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4): a
/// gauge for every metric and for what the board adds to it, with a sample a player. What nobody knows has no sample.
///
/// All of them are gauges, none is a counter: the days of a window pass out of it again.
enum PrometheusText {
    static let prefix = "slurm_scoreboard_"

    /// What the board says of a player by the metric it ranks: its samples say which metric that is.
    private static let ranked: [(key: String, help: String)] = [
        ("rank", "Place on the board of the metric."),
        ("level", "Level by the metric's value of all time."),
        ("experience", "Experience by the metric's value of all time."),
        ("progress", "Part of the way to the next level, from 0 to 1."),
        ("gained_7d", "What the last 7 days added to the metric, in its unit."),
        ("share", "Part of everybody's sum of the metric, from 0 to 1."),
    ]

    static func encode(_ document: ExportDocument) -> String {
        var text = ""
        // How metrics are weighed is not in what they are measured in.
        let scale = ExperienceScale(experiencePerUnit: [:])
        let place = labels(document, ["cluster", "window"])
        for metric in Metric.allCases {
            text += family(
                metric.key, Leaderboard.Subject.metric(metric).unitText(scale), in: document, place)
        }
        text += family("failure_rate", "Part of the ended jobs that failed, from 0 to 1.", in: document, place)
        let board = place + labels(document, ["metric"])
        for (key, help) in ranked { text += family(key, help, in: document, board) }
        if case .number(let count)? = document.facts.first(where: { $0.key == "imported_months" })?.value {
            let name = prefix + "imported_months"
            text += header(name, "Months of the clusters that were imported and not read from the accounting.")
            text += sample(name, place, ExportValue.digits(count) ?? "0")
        }
        if case .text(let words)? = document.facts.first(where: { $0.key == "asof" })?.value,
            let time = Timestamp(words)
        {
            let name = prefix + "updated_timestamp_seconds"
            text += header(name, "When the oldest of the data was read, in seconds since 1970.")
            text += sample(name, place, "\(time.seconds)")
        }
        return text
    }

    private static func family(
        _ key: String, _ help: String, in document: ExportDocument, _ shared: [(name: String, value: String)]
    ) -> String {
        var samples = ""
        for table in document.tables {
            guard let user = table.columns.firstIndex(where: { $0.key == "user" }),
                let column = table.columns.firstIndex(where: { $0.key == key })
            else { continue }
            for row in table.rows {
                guard case .text(let name) = row[user].value, case .number(let number) = row[column].value,
                    let digits = ExportValue.digits(number)
                else { continue }
                samples += sample(prefix + key, shared + [("user", name)], digits)
            }
        }
        return samples.isEmpty ? "" : header(prefix + key, help) + samples
    }

    private static func header(_ name: String, _ help: String) -> String {
        let escaped = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return "# HELP \(name) \(escaped)\n# TYPE \(name) gauge\n"
    }

    private static func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: String) -> String {
        name + "{" + labels.map { "\($0.name)=\(quoted($0.value))" }.joined(separator: ",") + "} \(value)\n"
    }

    private static func labels(_ document: ExportDocument, _ keys: [String]) -> [(name: String, value: String)] {
        keys.compactMap { key in
            guard case .text(let value)? = document.facts.first(where: { $0.key == key })?.value else { return nil }
            return (key, value)
        }
    }

    /// The format knows three escapes. Other control characters are shown as a mark, for whoever looks at it with `cat`.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\"": quoted += "\\\""
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): quoted += "\u{FFFD}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
