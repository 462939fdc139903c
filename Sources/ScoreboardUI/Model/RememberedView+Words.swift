import Scoreboard

extension RememberedView {
    /// The keys of what is one word, and of what is a list of words, in a file.
    package static let textKeys: Set<String> = ["sort", "window", "cluster", "metric", "theme"]
    package static let listKeys: Set<String> = ["columns", "hidden_columns"]

    /// What is remembered, as words: the values of ``textKeys`` that there are.
    package var texts: [String: String] {
        [
            "sort": sort?.text, "window": window?.rawValue, "cluster": cluster, "metric": subject?.key, "theme": theme,
        ].compactMapValues(\.self)
    }

    /// The same of ``listKeys``: every column from left to right, and those that are not shown. Nothing when all is as it
    /// is without a choice.
    package var lists: [String: [String]] {
        guard columns != .standard else { return [:] }
        return [
            "columns": columns.order.map(\.key), "hidden_columns": columns.hidden.map(\.key).sorted(),
        ]
    }

    /// Reads words. Each that is wrong is left out and told, by its key.
    package static func reading(
        texts: [String: String], lists: [String: [String]]
    ) -> (view: RememberedView, problems: [(key: String, message: String)]) {
        var view = RememberedView()
        var problems: [(key: String, message: String)] = []
        func read<Value>(_ key: String, _ meaning: (String) -> Value?, _ allowed: String) -> Value? {
            guard let text = texts[key] else { return nil }
            if let value = meaning(text) { return value }
            problems.append((key, "is \(text.prefix(60).debugDescription), which is not \(allowed)"))
            return nil
        }
        view.sort = read("sort", { BoardSort($0) }, "a column with :asc or :desc")
        view.window = read(
            "window", { Window(rawValue: $0) }, "one of \(Window.allCases.map(\.rawValue).joined(separator: ", "))")
        view.subject = read("metric", { Leaderboard.Subject(key: $0) }, "overall nor a metric")
        view.cluster = read("cluster", { $0.isEmpty || $0.utf8.count > 255 ? nil : $0 }, "a cluster")
        view.theme = read("theme", { $0.isEmpty || $0.utf8.count > 255 ? nil : $0 }, "a theme")
        func columns(_ key: String) -> [BoardColumn] {
            (lists[key] ?? []).compactMap { name in
                if let column = BoardColumn(key: name) { return column }
                problems.append((key, "holds \(name.prefix(60).debugDescription), which is no column"))
                return nil
            }
        }
        view.columns = ColumnChoice(order: columns("columns"), hidden: Set(columns("hidden_columns")))
        return (view, problems)
    }
}
