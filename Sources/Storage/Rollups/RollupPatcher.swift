import Glibc
import Scoreboard

/// Makes a ``RollupPatch`` of the lines of a file as they come by.
///
/// Each line is looked at: it begins with a name, in order behind the one before, and a number of jobs, and ends as the
/// codec ends it. What is in between is believed, as the checksum of all of it is right.
struct RollupPatcher {
    private let form: RollupForm
    /// In the order of days, and of the bytes of names.
    private let additions: [RollupAddition]
    /// How many of them are in.
    private var added = 0
    private var writer: PatchWriter
    private var stage = Stage.head
    /// The day of the lines that come; zero where there are none.
    private var day = 0
    private var lastName: [UInt8] = []
    private var follower: RollupForm.Follower?
    /// What must be put behind the last user before anything else: what stands there in the file, or new.
    private var open: Separator?
    private var limit = RollupLimit()
    private var jobs: Int64 = 0
    private var totals: [String: UserTotals] = [:]

    private enum Stage {
        case head, lines, end, failed
    }

    private struct Separator {
        var place: Range<Int>?
        var follower: RollupForm.Follower?
    }

    init(_ form: RollupForm, adding additions: [RollupAddition]) {
        self.form = form
        self.additions = additions.sorted {
            $0.day != $1.day ? $0.day < $1.day : $0.name.lexicographicallyPrecedes($1.name)
        }
        writer = PatchWriter()
    }

    /// Takes whole lines.
    ///
    /// - Parameter start: Where they begin in the file.
    mutating func take(_ lines: UnsafeRawBufferPointer, at start: Int) {
        guard stage != .failed, let base = lines.baseAddress else { return }
        writer.look(at: lines, from: start)
        defer { writer.lookAway() }
        var place = 0
        while place < lines.count, let end = memchr(base + place, 0x0A, lines.count - place) {
            let next = UnsafeRawPointer(end) - base + 1
            let line = UnsafeRawBufferPointer(rebasing: lines[place..<next])
            if stage == .lines, line.first == UInt8(ascii: "\"") {
                return takeEnding(line, at: start + place, isLast: next == lines.count)
            }
            if !takeLine(line, at: start + place) {
                stage = .failed
                return
            }
            place = next
            if stage == .lines, follower == .user { place = passOverUsers(lines, from: place, at: start) }
        }
    }

    /// Nil when something else stood in the file than its codec writes.
    ///
    /// - Parameter source: The file's.
    mutating func finish(of source: FileIdentity?) -> RollupPatch? {
        guard stage == .end else { return nil }
        return RollupPatch(file: writer.finish(of: source), jobs: jobs, totals: totals)
    }

    private mutating func takeLine(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        switch stage {
        case .head: takeHead(line)
        case .lines where line.first == UInt8(ascii: "{") && form.day != nil: takeDay(line, at: start)
        case .lines: takeUser(line, at: start)
        case .end, .failed: false
        }
    }

    private mutating func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
        let place = form.timePlace
        guard line.count == form.head.count, line[..<place.lowerBound].elementsEqual(form.head[..<place.lowerBound]),
            line[place.upperBound...].elementsEqual(form.head[place.upperBound...]),
            Timestamp(canonical: String(decoding: line[place], as: UTF8.self)) != nil
        else { return false }
        writer.put(form.head)
        stage = .lines
        return true
    }

    private mutating func takeDay(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard follower == nil && day == 0 || follower == .day, let sample = form.day, line.count == sample.count else {
            return false
        }
        let place = RollupPatcher.dayPlace
        let (tens, ones) = (line[place] &- 0x30, line[place + 1] &- 0x30)
        guard tens < 10, ones < 10, case let next = Int(tens * 10 + ones), next > day, next <= 31,
            line[..<place].elementsEqual(sample[..<place]), line[(place + 2)...].elementsEqual(sample[(place + 2)...])
        else { return false }
        addAll { $0.day < next }
        separate(.day)
        writer.keep(start..<start + line.count)
        day = next
        follower = nil
        lastName = []
        return true
    }

    /// Where the day of the month stands in a day's line: behind `{"day":"2026-11-`.
    private static let dayPlace = 16

    private mutating func takeUser(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        // Behind a day's line stands a user, behind a user what its separator said.
        let isFirst = follower == nil
        guard form.day == nil || day > 0, isFirst || follower == .user, let base = line.baseAddress
        else { return false }
        let opening = form.opening.count
        guard line.count > opening, memcmp(base, form.opening, opening) == 0,
            let quote = memchr(base + opening, 0x22, line.count - opening)
        else { return false }
        let name = UnsafeRawBufferPointer(rebasing: line[opening..<UnsafeRawPointer(quote) - base])
        // Where a name is escaped, its bytes are not in the order of the names; beyond ASCII, two names of different bytes can
        // be the same.
        guard RollupPatcher.isPlain(name), isFirst || RollupPatcher.order(lastName, name) < 0,
            let count = form.jobCount(line, from: opening + name.count)?.jobs,
            let (length, next) = own(line)
        else { return false }
        lastName.removeAll(keepingCapacity: true)
        lastName.append(contentsOf: name)
        addAll { [day] in $0.day == day && RollupPatcher.order($0.name, name) < 0 }
        separate(.user)
        if added < additions.count, additions[added].day == day, RollupPatcher.order(additions[added].name, name) == 0 {
            guard merge(line[..<length]) else { return false }
        } else {
            jobs &+= count
            writer.keep(start..<start + length)
        }
        open = Separator(place: start + length..<start + line.count, follower: next)
        follower = next
        return true
    }

    /// Passes over lines as ``takeUser(_:at:)`` would take them, as long as each is of a user who is not added to and is
    /// followed by another: nearly all lines are. Whatever else comes is left to it.
    ///
    /// - Parameters:
    ///   - place: Behind the line of a user whom another one follows.
    ///   - start: Where the lines begin in the file.
    /// - Returns: Where the first line stands that was not passed over.
    private mutating func passOverUsers(_ lines: UnsafeRawBufferPointer, from place: Int, at start: Int) -> Int {
        let addition = added < additions.count ? additions[added] : nil
        if let addition, addition.day < day { return place }
        let bound = addition.flatMap { $0.day == day ? $0.name : nil }
        let passed = lastName.withUnsafeBytes { lastName in
            (bound ?? []).withUnsafeBytes { bound in
                form.passing(lines, from: place, behind: lastName, before: bound.isEmpty ? nil : bound)
            }
        }
        guard let name = passed.lastName else { return place }
        separate(.user)
        writer.keep(start + place..<start + passed.end - RollupForm.userSeparatorLength)
        open = Separator(
            place: start + passed.end - RollupForm.userSeparatorLength..<start + passed.end, follower: .user)
        jobs &+= passed.jobs
        lastName.removeAll(keepingCapacity: true)
        lastName.append(contentsOf: name)
        return passed.end
    }

    /// How long a line's own part is, and what is said to follow it.
    private func own(_ line: UnsafeRawBufferPointer) -> (length: Int, RollupForm.Follower)? {
        guard let base = line.baseAddress else { return nil }
        // The longest first: each ends with what the one before it ends with, or could.
        for follower in [RollupForm.Follower.end, .day, .user] where follower != .day || form.day != nil {
            let separator = form.separator(follower)
            let length = line.count - separator.utf8CodeUnitCount
            if length > 1, line[length - 1] == form.closing,
                memcmp(base + length, separator.utf8Start, separator.utf8CodeUnitCount) == 0
            {
                return (length, follower)
            }
        }
        return nil
    }

    /// Adds to a line.
    private mutating func merge(_ own: Slice<UnsafeRawBufferPointer>) -> Bool {
        let addition = additions[added]
        do throws(JSONError) {
            var (name, totals) = try form.line(own)
            try limit.add(totals, at: 0)
            guard name == addition.user else { return false }
            totals += addition.totals
            put(addition.user, totals)
        } catch {
            return false
        }
        added += 1
        return true
    }

    /// Adds lines for what comes before the next one.
    private mutating func addAll(while isBefore: (RollupAddition) -> Bool) {
        while added < additions.count, isBefore(additions[added]) {
            let addition = additions[added]
            if addition.day == day {
                separate(.user)
            } else if let sample = form.day {
                separate(.day)
                var line = sample
                line[RollupPatcher.dayPlace] = UInt8(0x30 + addition.day / 10)
                line[RollupPatcher.dayPlace + 1] = UInt8(0x30 + addition.day % 10)
                writer.put(line)
                day = addition.day
            }
            put(addition.user, addition.totals)
            open = Separator()
            added += 1
        }
    }

    private mutating func put(_ user: String, _ totals: UserTotals) {
        jobs &+= totals.jobs
        if form.day == nil { self.totals[user] = totals }
        var line = JSONWriter(capacity: 512)
        form.write(user, totals, &line)
        writer.put(line.bytes)
    }

    /// Puts what stands between the last user and what comes now.
    private mutating func separate(_ follower: RollupForm.Follower) {
        guard let separator = open else { return }
        open = nil
        if separator.follower == follower, let place = separator.place, writer.goesOn(at: place.lowerBound) {
            writer.keep(place)
        } else {
            writer.put(form.separator(follower).withUTF8Buffer { Array($0) })
        }
    }

    private mutating func takeEnding(_ line: UnsafeRawBufferPointer, at start: Int, isLast: Bool) {
        guard follower == .end, isLast, line.elementsEqual(ChecksummedJSON.ending(writer.sourceCRC(upTo: start))) else {
            stage = .failed
            return
        }
        addAll { _ in true }
        separate(.end)
        writer.put(ChecksummedJSON.ending(writer.crc))
        stage = .end
    }

    /// Whether a name is written as it is.
    static func isPlain(_ name: some Sequence<UInt8>) -> Bool {
        name.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    private static func order(_ name: [UInt8], _ other: UnsafeRawBufferPointer) -> Int {
        name.withUnsafeBytes { $0.order(to: other) }
    }
}
