import Glibc
import Scoreboard

extension RollupForm {
    /// Of `,` and a line feed.
    static let userSeparatorLength = 2

    /// Lines that were passed over.
    struct Passed {
        /// Where the first line stands that was not.
        var end: Int
        /// Of all of them.
        var jobs: Int64 = 0
        /// Of the last of them; nil when there were none.
        var lastName: UnsafeRawBufferPointer?
    }

    /// Passes over lines that are, one behind the other, of users in order, each followed by another user.
    ///
    /// - Parameters:
    ///   - lines: Whole ones.
    ///   - place: Where the first stands.
    ///   - lastName: Of the user before.
    ///   - bound: Where it ends: with the first user who does not come before this name; nil for nobody.
    func passing(
        _ lines: UnsafeRawBufferPointer, from place: Int, behind lastName: UnsafeRawBufferPointer,
        before bound: UnsafeRawBufferPointer?
    ) -> Passed {
        var passed = Passed(end: place)
        guard let base = lines.baseAddress, let opening = ShortText(opening), let behindName = ShortText(behindName)
        else { return passed }
        // Names in words, and a quotation mark behind each as in the lines.
        let (texts, bytes) = (quoted(lastName), bound.map(quoted))
        return texts.withUnsafeBytes { texts in
            (bytes ?? []).withUnsafeBytes { bound in
                guard var before = PlainText(quotedIn: texts, from: 0) else { return passed }
                let bound = PlainText(quotedIn: bound, from: 0)
                guard (bytes == nil) == (bound == nil) else { return passed }
                while lines.count - passed.end > opening.count + ShortText.reach, opening.isSame(as: base + passed.end),
                    let name = PlainText(quotedIn: lines, from: passed.end + opening.count), before.precedes(name),
                    bound.map({ name.precedes($0) }) ?? true,
                    case let place = passed.end + opening.count + name.count, place + ShortText.reach < lines.count,
                    behindName.isSame(as: base + place),
                    let (jobs, digitsEnd) = RollupForm.number(lines, from: place + behindName.count),
                    let feed = memchr(base + digitsEnd, 0x0A, lines.count - digitsEnd),
                    case let next = UnsafeRawPointer(feed) - base + 1, endsAsUser(lines, next)
                {
                    passed.jobs &+= jobs
                    passed.end = next
                    before = name
                    passed.lastName = name.bytes
                }
                return passed
            }
        }
    }

    private func quoted(_ name: UnsafeRawBufferPointer) -> [UInt8] {
        name + [UInt8](repeating: UInt8(ascii: "\""), count: ShortText.reach)
    }

    /// Reads the number of jobs that stands behind a name.
    ///
    /// - Parameter start: Where the name ends.
    /// - Returns: Also where the digits end; nil when something else stands there.
    func jobCount(_ line: UnsafeRawBufferPointer, from start: Int) -> (jobs: Int64, end: Int)? {
        let place = start + behindName.count
        guard place < line.count, let base = line.baseAddress,
            behindName.withUnsafeBytes({
                $0.isSame(as: UnsafeRawBufferPointer(start: base + start, count: behindName.count))
            })
        else { return nil }
        return RollupForm.number(line, from: place)
    }

    /// Reads a number that a comma follows, up to that; nil where none is.
    @inline(__always)
    private static func number(_ line: UnsafeRawBufferPointer, from place: Int) -> (jobs: Int64, end: Int)? {
        var count: Int64 = 0
        var end = place
        while end < line.count, case let digit = line[end] &- 0x30, digit < 10 {
            guard end - place < 16 else { return nil }
            count = count &* 10 &+ Int64(digit)
            end += 1
        }
        guard end > place, end < line.count, line[end] == UInt8(ascii: ",") else { return nil }
        return (count, end)
    }

    /// Reads a user's own part of a line.
    func line(_ own: Slice<UnsafeRawBufferPointer>) throws(JSONError) -> (name: String, totals: UserTotals) {
        if let plain = plainLine(own) { return plain }
        var reader = JSONReader(Array(own))
        let line = try read(&reader)
        try reader.finish()
        return line
    }

    /// The same, several times as fast, of one that looks as nearly all do; nil for others.
    private func plainLine(_ own: Slice<UnsafeRawBufferPointer>) -> (name: String, totals: UserTotals)? {
        // Something has to stand behind it.
        let bytes = own + [UInt8](repeating: 0, count: PlainLineReader.reach)
        return bytes.withUnsafeBytes { bytes in
            var reader = PlainLineReader(bytes, in: 0..<bytes.count, isKeyed: day == nil)
            var totals = UserTotals()
            guard let name = reader.line(into: &totals), reader.offset == own.count else { return nil }
            return (String(decoding: name, as: UTF8.self), totals)
        }
    }

    /// Whether a line certainly says that another user follows. Of one whose last own bytes look like the end of a day it is not
    /// said.
    ///
    /// - Parameter end: Behind its line feed.
    @inline(__always)
    private func endsAsUser(_ lines: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        end >= 5 && lines[end - 3] == closing && lines[end - 2] == UInt8(ascii: ",")
            && !(lines[end - 4] == UInt8(ascii: "}") && lines[end - 5] == UInt8(ascii: "]"))
    }
}
