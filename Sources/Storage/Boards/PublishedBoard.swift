import Glibc
package import Scoreboard

/// A leaderboard's file as it was written last, with whom it was made from: its rows can be taken over.
package struct PublishedBoard {
    package let roster: Roster
    private let bytes: [UInt8]
    private let rows: [Row]

    /// Where a row stands in the file, without what separates it from others.
    struct Row {
        var rank: Int32
        /// Where it begins, and where its rank ends.
        var start: Int
        var behindRank: Int
        /// Where the row ends.
        var end: Int
    }

    /// - Parameters:
    ///   - bytes: The whole file, which is known to be what was written.
    ///   - roster: Whose values stand in it, in the order of names.
    package init(_ bytes: [UInt8], of roster: Roster) {
        self.bytes = bytes
        self.roster = roster
        rows = bytes.withUnsafeBytes(PublishedBoard.rows)
    }

    /// Calls with the rows, to be looked for from the first one on.
    func withRows<Value>(_ body: (inout Rows) -> Value) -> Value {
        bytes.withUnsafeBufferPointer { bytes in
            rows.withUnsafeBufferPointer { places in
                var rows = Rows(bytes: bytes, places: places)
                return body(&rows)
            }
        }
    }

    /// The rows, of which those before the last one that was found are behind. Valid while
    /// ``PublishedBoard/withRows(_:)`` runs.
    struct Rows {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let places: UnsafeBufferPointer<Row>
        private var next = 0
        /// How many users were not found. Each costs a look at all rows that are left.
        private var missCount = 0

        private static let mostMisses = 8
        private static let beforeName = Array(#","user":""#.utf8)

        fileprivate init(bytes: UnsafeBufferPointer<UInt8>, places: UnsafeBufferPointer<Row>) {
            self.bytes = bytes
            self.places = places
        }

        /// A user's row; nil when it is not found. Users whose values did not change keep their order, so that each one's row is
        /// behind that of the one before.
        mutating func row(of user: String) -> Row? {
            guard missCount < Rows.mostMisses else { return nil }
            var user = user
            let found = user.withUTF8 { name in (next..<places.count).first { isRow($0, of: name) } }
            guard let found else {
                missCount += 1
                return nil
            }
            next = found + 1
            return places[found]
        }

        /// What stands there.
        func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: bytes[range])
        }

        /// Whether a row is a user's. Of a name that is escaped it is not known.
        @inline(__always)
        private func isRow(_ row: Int, of name: UnsafeBufferPointer<UInt8>) -> Bool {
            let place = places[row]
            let before = Rows.beforeName.count
            guard place.end - place.behindRank > before + name.count, let base = bytes.baseAddress,
                let first = name.baseAddress
            else { return false }
            let start = base + place.behindRank
            return start[before + name.count] == UInt8(ascii: "\"") && memcmp(start + before, first, name.count) == 0
                && memcmp(start, Rows.beforeName, before) == 0
        }
    }

    private static func rows(of bytes: UnsafeRawBufferPointer) -> [Row] {
        guard let base = bytes.baseAddress else { return [] }
        let start = LeaderboardFileCodec.rowStart
        var rows: [Row] = []
        var place = 0
        while place < bytes.count, let feed = memchr(base + place, 0x0A, bytes.count - place) {
            let next = UnsafeRawPointer(feed) - base
            defer { place = next + 1 }
            guard next - place > start.count + 3, memcmp(base + place, start, start.count) == 0 else { continue }
            var behind = place + start.count
            var rank: Int32 = 0
            while case let digit = bytes[behind] &- 0x30, digit < 10 {
                rank = rank &* 10 &+ Int32(digit)
                behind += 1
            }
            // Behind a row's own end stands a comma, or behind the last one a bracket and a comma.
            let end = bytes[next - 2] == UInt8(ascii: "}") ? next - 1 : next - 2
            guard end > behind, bytes[end - 1] == UInt8(ascii: "}") else { continue }
            rows.append(Row(rank: rank, start: place, behindRank: behind, end: end))
        }
        return rows
    }
}
