package import Sacct
package import Scoreboard
package import Storage

/// Who is to be asked for by name, in which groups and over which spans, and what follows from each answer. Pure.
package struct DiscoveryPlan {
    /// What is remembered.
    package private(set) var record: DiscoveryRecord
    private let rules: DiscoveryRules
    private let today: Day

    /// A name that was looked at.
    package struct Candidate: Equatable, Sendable {
        package var name: String
        /// The number that this host's database has for the name.
        package var uid: UInt32?
        package var owner: HomeDirectories.Owner

        package init(name: String, uid: UInt32?, owner: HomeDirectories.Owner) {
            self.name = name
            self.uid = uid
            self.owner = owner
        }
    }

    /// One call.
    package struct Question: Equatable, Sendable {
        package var users: [SacctUser]
        /// Whose rows count, by the names on the boards.
        package var names: Set<String>
        package var span: Range<Timestamp>
    }

    /// The shortest span of a question, in seconds: a day.
    package static let shortestSpan = Day.secondsPerDay
    /// A piece of history shorter than this that is not read yet is asked over, in seconds: its jobs count now and not
    /// later, and a question less is asked.
    package static let askedOver: Int64 = 31 * Day.secondsPerDay

    package init(record: DiscoveryRecord, rules: DiscoveryRules, today: Day) {
        self.record = record
        self.rules = rules
        self.today = today
        guard record.day != today else { return }
        if record.day.month != today.month { self.record.refusalsInARow = 0 }
        self.record.day = today
        self.record.callsToday = 0
    }

    /// The names that should be looked at next, at most as many as one question takes: those that nobody has looked at
    /// first, and when none of these is left, those whose last look was in an earlier month.
    ///
    /// - Parameters:
    ///   - names: As the accounting spells them.
    ///   - hasTotals: Whether somebody of this name, as the boards spell it, has jobs: nothing is asked then.
    package func due(among names: [String], hasTotals: (String) -> Bool) -> [String] {
        let pending = Set(record.pending.flatMap(\.members).map(\.name))
        let room = max(0, DiscoveryRecord.maximumNames - record.checks.count - pending.count)
        var (new, again): ([String], [String]) = ([], [])
        for name in names where !pending.contains(name) {
            if let check = record.checks[name] {
                guard check.month < today.month, again.count < rules.usersPerCall else { continue }
                if !hasTotals(UserName.normalized(name)) { again.append(name) }
            } else if new.count < min(rules.usersPerCall, room), !hasTotals(UserName.normalized(name)) {
                new.append(name)
            }
        }
        let isBusy = record.pending.contains { $0.kind < .unlisted }
        return new.isEmpty && !isBusy ? again : new
    }

    /// Takes names in that were looked at: the users among them will be asked for.
    ///
    /// - Parameter spans: What has been read so far, in order and apart; nothing is asked of the rest. Not empty.
    package mutating func add(_ candidates: [Candidate], over spans: [Range<Timestamp>]) {
        let spans = DiscoveryPlan.joined(spans)
        precondition(!spans.isEmpty, "there is nothing to ask over")
        var groups: [DiscoveryGroup.Kind: [DiscoveryGroup.Member]] = [:]
        for candidate in candidates {
            var number = candidate.uid
            if number == nil, case .uid(let owner) = candidate.owner { number = owner }
            guard candidate.owner != .none, SacctUser(candidate.name) != nil,
                !(number.map(rules.isSystem(uid:)) ?? false)
            else {
                note(candidate.name, .leftOut)
                continue
            }
            let isNew = record.checks[candidate.name] == nil
            groups[candidate.uid == nil ? .unlisted : isNew ? .new : .again, default: []]
                .append(.init(name: candidate.name, ask: candidate.name))
        }
        for (kind, members) in groups { add(members, as: kind, over: spans) }
    }

    /// Takes users in who are to be asked for whatever they have and whoever owns their home.
    package mutating func add(users: [String], over spans: [Range<Timestamp>]) {
        for user in users where SacctUser(user) == nil { note(user, .leftOut) }
        let members = users.filter { SacctUser($0) != nil }.map { DiscoveryGroup.Member(name: $0, ask: $0) }
        if !members.isEmpty { add(members, as: .new, over: DiscoveryPlan.joined(spans)) }
    }

    /// Forgets what is known of names, so that they are looked at again.
    package mutating func forget(_ names: Set<String>) {
        for name in names { record.checks[name] = nil }
        for index in record.pending.indices { record.pending[index].members.removeAll { names.contains($0.name) } }
        record.pending.removeAll(where: \.members.isEmpty)
    }

    /// Forgets the names of earlier months that have no home any more.
    package mutating func forget(allBut homes: Set<String>) {
        record.checks = record.checks.filter { $0.value.month >= today.month || homes.contains($0.key) }
    }

    /// The next question; nil when there is none, or no call is left for today.
    ///
    /// - Parameter isLimited: Whether the calls of the day are bounded.
    package mutating func next(isLimited: Bool) -> Question? {
        // Refused again and again: this host's own database is right about the others that it does not have.
        if record.refusalsInARow >= rules.refusalsBelieved {
            for member in record.pending.filter({ $0.kind >= .unlisted }).flatMap(\.members) {
                note(member.name, .unknown)
            }
            record.pending.removeAll { $0.kind >= .unlisted }
        }
        // A record that somebody has written into must not put anything on the command line.
        record.pending.removeAll { $0.members.contains { SacctUser($0.ask) == nil } }
        guard let group = record.pending.first, let span = group.spans.first else { return nil }
        let users = group.members.compactMap { SacctUser($0.ask) }
        let limit = group.kind == .new ? rules.callsPerDay : rules.repeatedCallsPerDay
        if isLimited, record.callsToday >= limit { return nil }
        let seconds = max(group.spanSeconds, DiscoveryPlan.shortestSpan)
        let asked = span.upperBound - span.lowerBound > seconds ? span.lowerBound + seconds : span.upperBound
        var names = Set(group.members.map { UserName.normalized($0.name) })
        if group.kind == .byNumber { names.formUnion(group.members.map { UserName.normalized($0.ask) }) }
        return Question(users: users, names: names, span: span.lowerBound..<asked)
    }

    // MARK: - What became of the question

    /// Counts calls of sacct, whatever became of them.
    package mutating func spent(calls: Int) {
        record.callsToday += Int64(calls)
    }

    /// It was answered, and the answer counts.
    package mutating func answered(_ question: Question, rows: Int) {
        guard var group = record.pending.first, let span = group.spans.first else { return }
        if group.kind >= .unlisted { record.refusalsInARow = 0 }
        if rows > rules.manyRows { group.spanSeconds = DiscoveryPlan.half(of: question.span) }
        if question.span.upperBound < span.upperBound {
            group.spans[0] = question.span.upperBound..<span.upperBound
        } else {
            group.spans.removeFirst()
        }
        record.pending.removeFirst()
        if group.spans.isEmpty {
            for member in group.members { note(member.name, .checked) }
        } else {
            record.pending.insert(group, at: 0)
        }
    }

    /// Sacct refused it for one of its users: the others are asked for without that one, and after a second refusal in
    /// two halves, so that many such names cost few calls.
    ///
    /// - Parameters:
    ///   - ask: The name or number, as sacct repeats it.
    ///   - owner: Finds who owns the home of a name: this number is tried next.
    /// - Returns: The user's name; nil when the question has no such user.
    package mutating func refused(
        _ ask: String, owner: (String) -> HomeDirectories.Owner
    ) -> String? {
        guard var group = record.pending.first,
            let index = group.members.firstIndex(where: { $0.ask == ask })
                ?? group.members.firstIndex(where: { $0.ask.lowercased() == ask.lowercased() })
        else { return nil }
        let member = group.members.remove(at: index)
        group.refusals += 1
        if group.kind >= .unlisted { record.refusalsInARow += 1 }
        record.pending.removeFirst()
        record.pending.insert(contentsOf: group.refusals >= 2 ? DiscoveryPlan.halves(of: group) : [group], at: 0)
        record.pending.removeAll(where: \.members.isEmpty)
        if group.kind != .byNumber, case .uid(let uid) = owner(member.name), !rules.isSystem(uid: uid) {
            add([.init(name: member.name, ask: SacctUser(uid: uid).text)], as: .byNumber, over: group.spans)
        } else {
            note(member.name, .unknown)
        }
        return member.name
    }

    /// The accounting could not answer it in time: less is asked, first of the span and then of the users. A user of whom
    /// not even a day is answered is given up until the next month.
    package mutating func wasTooLong(_ question: Question) {
        guard var group = record.pending.first else { return }
        record.pending.removeFirst()
        if question.span.upperBound - question.span.lowerBound > DiscoveryPlan.shortestSpan {
            group.spanSeconds = DiscoveryPlan.half(of: question.span)
            record.pending.insert(group, at: 0)
        } else if group.members.count > 1 {
            record.pending.insert(contentsOf: DiscoveryPlan.halves(of: group), at: 0)
        } else {
            for member in group.members { note(member.name, .unknown) }
        }
    }

    // MARK: - Groups

    private mutating func note(_ name: String, _ outcome: DiscoveryRecord.Outcome) {
        record.checks[name] = DiscoveryRecord.Check(outcome, today.month)
    }

    /// New groups, or members of one of the same kind that waits; those of one kind are asked for together, those of the
    /// first kinds first.
    private mutating func add(
        _ members: [DiscoveryGroup.Member], as kind: DiscoveryGroup.Kind, over spans: [Range<Timestamp>]
    ) {
        // Those whom sacct may refuse cost few calls when they are many in one. What was asked for some of them already is
        // asked again: it is counted once all the same.
        let waiting = record.pending.filter { $0.kind == kind && kind >= .unlisted && $0.refusals == 0 }
        if !waiting.isEmpty { record.pending.removeAll { $0.kind == kind && $0.refusals == 0 } }
        let all = (waiting.flatMap(\.spans) + spans).sorted { $0.lowerBound < $1.lowerBound }
        var group = DiscoveryGroup(kind: kind, members: [], spans: DiscoveryPlan.joined(all))
        var bytes = 0
        var groups: [DiscoveryGroup] = []
        for member in waiting.flatMap(\.members) + members {
            let length = member.ask.utf8.count + 1
            if group.members.count >= rules.usersPerCall || bytes + length > rules.bytesPerCall, !group.members.isEmpty
            {
                groups.append(group)
                group.members = []
                bytes = 0
            }
            group.members.append(member)
            bytes += length
        }
        groups.append(group)
        let place = record.pending.firstIndex { $0.kind > kind } ?? record.pending.endIndex
        record.pending.insert(contentsOf: groups, at: place)
    }

    private static func halves(of group: DiscoveryGroup) -> [DiscoveryGroup] {
        let middle = (group.members.count + 1) / 2
        return [group.members[..<middle], group.members[middle...]].filter { !$0.isEmpty }.map { members in
            var half = group
            half.members = Array(members)
            // The next refusal halves it again.
            half.refusals = min(half.refusals, 1)
            return half
        }
    }

    private static func half(of span: Range<Timestamp>) -> Int64 {
        max(shortestSpan, (span.upperBound - span.lowerBound) / 2)
    }

    private static func joined(_ spans: [Range<Timestamp>]) -> [Range<Timestamp>] {
        var joined: [Range<Timestamp>] = []
        for span in spans where !span.isEmpty {
            if let last = joined.last, span.lowerBound - last.upperBound < askedOver {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}
