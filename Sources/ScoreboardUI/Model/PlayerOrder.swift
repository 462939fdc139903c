package import Scoreboard

/// The players that a board shows, in its order. No list of names is made of them: fifteen thousand would be retained and
/// released at each key.
package struct PlayerOrder: RandomAccessCollection, Sendable {
    private let roster: Roster
    /// Indices into the roster.
    private let players: [Int32]
    /// The row of everybody in the roster; -1 for who is not shown.
    private let rows: [Int32]

    /// - Parameters:
    ///   - players: Indices into the roster, each at most once.
    ///   - roster: Who the players are.
    package init(_ players: [Int32] = [], of roster: Roster = Roster()) {
        self.roster = roster
        self.players = players
        var rows = [Int32](repeating: -1, count: roster.count)
        rows.withUnsafeMutableBufferPointer { rows in
            for (row, player) in players.enumerated() { rows[Int(player)] = Int32(row) }
        }
        self.rows = rows
    }

    /// Rows are numbered from 0.
    package var startIndex: Int { 0 }
    /// How many players are shown.
    package var endIndex: Int { players.count }

    /// The name of the player of a row.
    package subscript(row: Int) -> String { roster.names[Int(players[row])] }

    /// Whether the player at an index of the roster is shown.
    func shows(_ player: Int) -> Bool { rows[player] >= 0 }

    /// The row of a player; nil for who is not shown.
    package func firstIndex(of user: String) -> Int? {
        guard let player = roster.place(of: user), shows(player) else { return nil }
        return Int(rows[player])
    }
}
