package import Scoreboard

/// Which months were read twice with the same result, and which are on their way there.
package struct MonthSeals: Equatable, Sendable {
    /// Up to but not including their ends; in order and apart.
    package var sealed: [Range<Month>]
    /// What is being read a second time.
    package var verification: MonthVerification?
    /// Months whose second reading found more: they are read again, not before that day.
    package var unsettled: [Month: Day]

    package init(
        sealed: [Range<Month>] = [], verification: MonthVerification? = nil, unsettled: [Month: Day] = [:]
    ) {
        self.sealed = sealed
        self.verification = verification
        self.unsettled = unsettled
    }

    /// How many months are sealed.
    package var count: Int { sealed.reduce(0) { $0 + Int($1.upperBound.ordinal - $1.lowerBound.ordinal) } }

    /// Whether a month is sealed.
    package func contains(_ month: Month) -> Bool { sealed.contains { $0.contains(month) } }

    /// Forgets what was known of months that are to be read again.
    package mutating func breakOpen(_ months: Range<Month>) {
        sealed = sealed.removing(months)
        if verification?.months.overlaps(months) ?? false { verification = nil }
    }
}

extension MonthSeals {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("sealed")
            writer.array(sealed) { writer, months in
                writer.object { writer in
                    writer.member("from", months.lowerBound.description)
                    writer.member("to", months.upperBound.description)
                }
            }
            if let verification {
                writer.key("verifying")
                verification.encode(to: &writer)
            }
            writer.key("unsettled")
            writer.array(unsettled.sorted { $0.key < $1.key }) { writer, entry in
                writer.object { writer in
                    writer.member("month", entry.key.description)
                    writer.member("not_before", entry.value.description)
                }
            }
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "sealed":
                try reader.array { (reader, _) throws(JSONError) in
                    sealed = sealed.inserting(try MonthSeals.months(&reader))
                }
            case "verifying": verification = try MonthVerification(reading: &reader)
            case "unsettled":
                try reader.array { (reader, _) throws(JSONError) in
                    let (month, day) = try MonthSeals.waiting(&reader)
                    unsettled[month] = day
                }
            default: try reader.skip()
            }
        }
    }

    private static func months(_ reader: inout JSONReader) throws(JSONError) -> Range<Month> {
        let start = reader.offset
        var (from, to): (Month?, Month?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.month(key)
            case "to": to = try reader.month(key)
            default: try reader.skip()
            }
        }
        guard let from, let to, from < to else {
            throw JSONError(.wrong("sealed months without a good from or to"), at: start)
        }
        return from..<to
    }

    private static func waiting(_ reader: inout JSONReader) throws(JSONError) -> (Month, Day) {
        let start = reader.offset
        var (month, day): (Month?, Day?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "month": month = try reader.month(key)
            case "not_before": day = try reader.day(key)
            default: try reader.skip()
            }
        }
        guard let month, let day else { throw JSONError(.missing("month or not_before"), at: start) }
        return (month, day)
    }
}
