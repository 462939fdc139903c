package import Scoreboard

/// The name of a file of rows: when they were read, and a number among those of the same second. A file that was set
/// aside begins with the same.
package struct RawRowsName: Hashable, Comparable, Sendable {
    /// The name in its directory.
    package let text: String
    package let readAt: Timestamp
    package let number: Int

    /// Nil for a name of something else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        let time = Array(parts.first ?? "")
        guard parts.count >= 3, parts[2] == "rows", time.count == 16, time[8] == "T", let number = Int(parts[1]) else {
            return nil
        }
        func part(_ from: Int, _ length: Int) -> String { String(time[from..<from + length]) }
        guard
            let readAt = Timestamp(
                "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(9, 2)):\(part(11, 2)):\(part(13, 2))Z")
        else { return nil }
        (self.text, self.readAt, self.number) = (text, readAt, number)
    }

    /// Whether it was set aside.
    package var isSetAside: Bool { text.split(separator: ".").count > 3 }

    package static func < (left: RawRowsName, right: RawRowsName) -> Bool {
        (left.readAt, left.number, left.text) < (right.readAt, right.number, right.text)
    }
}
