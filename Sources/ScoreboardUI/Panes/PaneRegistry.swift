/// Every pane there is.
package enum PaneRegistry {
    /// In the order of their tabs.
    package static let all: [any Pane.Type] = [
        LeaderboardPane.self,
        UserPane.self,
        HealthPane.self,
        BloomPane.self,
        PollerPane.self,
        LivePane.self,
        ComparePane.self,
    ]

    /// What `--pane` takes.
    package static var names: [String] { all.map { $0.name } }

    static func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }
}
