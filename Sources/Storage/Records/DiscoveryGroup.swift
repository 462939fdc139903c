package import Scoreboard

/// Users who are asked for together, and the spans in which they still are to be.
package struct DiscoveryGroup: Equatable, Sendable {
    /// Why they are asked for; the order is that of asking.
    package enum Kind: String, CaseIterable, Comparable, Sendable {
        /// Nobody has looked for them yet.
        case new
        /// They had no jobs in an earlier month.
        case again
        /// This host's own database does not have their names, so that sacct will most likely refuse them.
        case unlisted
        /// Sacct refused their names: they are asked for by the numbers that own their homes.
        case byNumber = "by_number"

        package static func < (left: Kind, right: Kind) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// One user.
    package struct Member: Hashable, Sendable {
        /// As the home spells it.
        package var name: String
        /// The name or the number that sacct is asked for.
        package var ask: String

        package init(name: String, ask: String) {
            self.name = name
            self.ask = ask
        }
    }

    /// Why they are asked for.
    package var kind: Kind
    /// Who they are; never nobody.
    package var members: [Member]
    /// What is still to be asked for, in order and apart.
    package var spans: [Range<Timestamp>]
    /// How long a span one question may cover, in seconds.
    package var spanSeconds: Int64
    /// How often sacct has refused a name of the group.
    package var refusals: Int64

    /// A century: all at once.
    package static let firstSpanSeconds: Int64 = 3_155_760_000

    package init(
        kind: Kind, members: [Member], spans: [Range<Timestamp>], spanSeconds: Int64 = firstSpanSeconds,
        refusals: Int64 = 0
    ) {
        self.kind = kind
        self.members = members
        self.spans = spans
        self.spanSeconds = spanSeconds
        self.refusals = refusals
    }
}

extension DiscoveryGroup {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("span_seconds", spanSeconds)
            writer.member("refusals", refusals)
            writer.key("members")
            writer.array(members) { writer, member in
                writer.object { writer in
                    writer.member("name", member.name)
                    writer.member("ask", member.ask)
                }
            }
            writer.key("spans")
            writer.array(spans) { writer, span in
                writer.object { writer in
                    writer.member("from", span.lowerBound.description)
                    writer.member("to", span.upperBound.description)
                }
            }
        }
    }

    init(_ reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var kind: Kind?
        var group = DiscoveryGroup(kind: .new, members: [], spans: [])
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "kind": kind = Kind(rawValue: try reader.string())
            case "span_seconds": group.spanSeconds = try reader.count(key)
            case "refusals": group.refusals = Int64(try reader.count(key) as UInt32)
            case "members":
                try reader.array { (reader, index) throws(JSONError) in
                    guard index < DiscoveryRecord.maximumNames else {
                        throw JSONError(.outOfRange("the number of names"), at: reader.offset)
                    }
                    group.members.append(try DiscoveryGroup.member(&reader))
                }
            case "spans":
                try reader.array { (reader, _) throws(JSONError) in
                    group.spans.append(try DiscoveryGroup.span(&reader))
                }
            default: try reader.skip()
            }
        }
        guard let kind else { throw JSONError(.missing("kind"), at: start) }
        guard !group.members.isEmpty, !group.spans.isEmpty else {
            throw JSONError(.missing("members or spans"), at: start)
        }
        group.kind = kind
        self = group
    }

    private static func member(_ reader: inout JSONReader) throws(JSONError) -> Member {
        let start = reader.offset
        var (name, ask): (String?, String?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "name": name = try reader.string()
            case "ask": ask = try reader.string()
            default: try reader.skip()
            }
        }
        guard let name, let ask else { throw JSONError(.missing("name or ask"), at: start) }
        return Member(name: name, ask: ask)
    }

    private static func span(_ reader: inout JSONReader) throws(JSONError) -> Range<Timestamp> {
        let start = reader.offset
        var (from, to): (Timestamp?, Timestamp?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.timestamp(key)
            case "to": to = try reader.timestamp(key)
            default: try reader.skip()
            }
        }
        guard let from, let to else { throw JSONError(.missing("from or to"), at: start) }
        guard from < to else { throw JSONError(.wrong("a span ends before it begins"), at: start) }
        return from..<to
    }
}
