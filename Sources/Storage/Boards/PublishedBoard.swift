import Glibc
package import Scoreboard

/// A leaderboard's file as it was written last, with whom it was made from: its rows can be taken over.
package struct PublishedBoard {
    package let roster: Roster
    private let bytes: [UInt8]
    /// Of each row, what stands behind the rank's digits.
    private let rows: [Range<Int>]

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
        fileprivate let places: UnsafeBufferPointer<Range<Int>>
        private var next = 0
        /// How many users were not found. Each costs a look at all rows that are left.
        private var missCount = 0

        private static let mostMisses = 8
        private static let beforeName = Array(#","user":""#.utf8)

        fileprivate init(bytes: UnsafeBufferPointer<UInt8>, places: UnsafeBufferPointer<Range<Int>>) {
            self.bytes = bytes
            self.places = places
        }

        /// What stands behind the rank of a user's row; nil when the row is not found. Users whose values did not change keep their
        /// order, so that each one's row is behind that of the one before.
        mutating func row(of user: String) -> UnsafeBufferPointer<UInt8>? {
            guard missCount < Rows.mostMisses else { return nil }
            var user = user
            let found = user.withUTF8 { name in (next..<places.count).first { isRow($0, of: name) } }
            guard let found else {
                missCount += 1
                return nil
            }
            next = found + 1
            return UnsafeBufferPointer(rebasing: bytes[places[found]])
        }

        /// Whether a row is a user's. Of a name that is escaped it is not known.
        @inline(__always)
        private func isRow(_ row: Int, of name: UnsafeBufferPointer<UInt8>) -> Bool {
            let place = places[row]
            let before = Rows.beforeName.count
            guard place.count > before + name.count, let base = bytes.baseAddress, let first = name.baseAddress
            else { return false }
            let start = base + place.lowerBound
            return start[before + name.count] == UInt8(ascii: "\"") && memcmp(start + before, first, name.count) == 0
                && memcmp(start, Rows.beforeName, before) == 0
        }
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
}
