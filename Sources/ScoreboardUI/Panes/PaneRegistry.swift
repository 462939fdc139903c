/// Every pane there is.
package enum PaneRegistry {
    package static let all: [any Pane.Type] = [
        LeaderboardPane.self
    ]

    package static var names: [String] { all.map { $0.name } }

    static func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }
}
