import Glibc
package import Scoreboard

/// A leaderboard's file as it was written last, with the ranking that it was made from: its rows can be taken over.
package struct PublishedBoard {
    package let ranking: Ranking
    private let bytes: [UInt8]
    /// Of each row, what stands behind the rank's digits.
    private let rows: [Range<Int>]
    /// The row of each user in the roster; those who are not on the board have none.
    private let rowOfPlayer: [Int32]

    /// Nil when the file does not hold the rows of the ranking.
    ///
    /// - Parameter bytes: The whole file, which is known to be what was written.
    package init?(_ bytes: [UInt8], of ranking: Ranking) {
        self.bytes = bytes
        self.ranking = ranking
        let rows = bytes.withUnsafeBytes(PublishedBoard.rows)
        guard rows.count == ranking.count else { return nil }
        var rowOfPlayer = [Int32](repeating: -1, count: ranking.roster.count)
        for (row, player) in ranking.players.enumerated() {
            guard bytes.withUnsafeBytes({ PublishedBoard.row($0[rows[row]], isOf: ranking.roster.names[Int(player)]) })
            else { return nil }
            rowOfPlayer[Int(player)] = Int32(row)
        }
        self.rows = rows
        self.rowOfPlayer = rowOfPlayer
    }

    /// What stands behind the rank of a user's row; nil for who is not on the board.
    func row(ofPlayer player: Int) -> ArraySlice<UInt8>? {
        let row = rowOfPlayer[player]
        return row < 0 ? nil : bytes[rows[Int(row)]]
    }

    private static func rows(of bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let base = bytes.baseAddress else { return [] }
        let start = LeaderboardFileCodec.rowStart
        var rows: [Range<Int>] = []
        var place = 0
        while place < bytes.count, let feed = memchr(base + place, 0x0A, bytes.count - place) {
            let next = UnsafeRawPointer(feed) - base
            defer { place = next + 1 }
            guard next - place > start.count + 3, memcmp(base + place, start, start.count) == 0 else { continue }
            var behind = place + start.count
            while bytes[behind] >= 0x30, bytes[behind] <= 0x39 { behind += 1 }
            // Behind a row's own end stands a comma, or behind the last one a bracket and a comma.
            let end = bytes[next - 2] == UInt8(ascii: "}") ? next - 1 : next - 2
            guard end > behind, bytes[end - 1] == UInt8(ascii: "}") else { continue }
            rows.append(behind..<end)
        }
        return rows
    }

    private static let beforeName = Array(#","user":""#.utf8)

    /// Whether a row is a user's. Of a name that is escaped it is not known.
    private static func row(_ row: Slice<UnsafeRawBufferPointer>, isOf user: String) -> Bool {
        var user = user
        return user.withUTF8 { name in
            let place = row.startIndex + beforeName.count
            guard row.count > beforeName.count + name.count, let base = row.base.baseAddress else { return false }
            return memcmp(base + row.startIndex, beforeName, beforeName.count) == 0
                && name.baseAddress.map { memcmp(base + place, $0, name.count) == 0 } ?? true
                && row[place + name.count] == UInt8(ascii: "\"")
        }
    }
}
