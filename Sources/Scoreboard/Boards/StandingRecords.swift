/// The standings of many users: names, and rows of values of which zeros are left out.
///
/// A tenth of what as many ``UserStanding`` take, and nothing is unpacked before somebody asks for it. The rows stay where
/// the sidecar has them; whoever looks at a span of everybody again and again keeps it as `SpanColumns`.
///
/// A user's record is a UInt32 with bit i when the row of the span of place i follows, and these rows; one that is the same
/// as the row before it is `StandingRow.sameAsBefore` alone. So the sidecar has them too.
package final class StandingRecords: Sendable {
    package let names: [String]
    /// What holds the rows.
    let raw: [UInt8]
    /// Where each user's record begins.
    let starts: [UInt32]
    /// How far behind its user's start each row begins, ``StandingSpan/count`` a user; 0 for a row of zeros. Two bytes are
    /// enough for where a user's rows end, and half of what places in all of the file would take.
    let rows: [UInt16]
    /// What any row has a value of.
    let metrics: MetricSet

    /// - Parameters:
    ///   - names: One a user.
    ///   - raw: What holds the rows, for instance a whole file.
    ///   - starts: Where each user's record begins.
    ///   - rows: How far behind it each row begins, ``StandingSpan/count`` a user; 0 for a row of zeros. At each other one
    ///     must be a whole row with known metrics, as each whole record must be: it is believed.
    ///   - metrics: What any row has a value of, or more.
    package init(
        names: [String], raw: [UInt8], starts: [UInt32], rows: [UInt16], metrics: MetricSet = .all
    ) {
        precondition(starts.count == names.count, "each user has a start")
        precondition(rows.count == names.count * StandingSpan.count, "each user has all rows")
        self.names = names
        self.raw = raw
        self.starts = starts
        self.rows = rows
        self.metrics = metrics
    }

    /// Packs standings.
    package convenience init(_ users: some Sequence<UserStanding>) {
        var packer = StandingPacker()
        for user in users {
            packer.begin(user.user)
            for span in StandingSpan.all { packer.add(user[span], in: span) }
        }
        self.init(packer)
    }

    /// Takes over what was packed.
    convenience init(_ packer: StandingPacker) {
        self.init(names: packer.names, raw: packer.bytes, starts: packer.starts, rows: packer.rows)
    }

    /// The values of one user.
    func values(of record: Int, in span: StandingSpan) -> MetricValues {
        withRows { rows in MetricValues { values in _ = rows.add(.all, of: record, in: span, to: values) } }
    }

    /// Everything of one user.
    package func standing(of record: Int) -> UserStanding {
        var standing = UserStanding(user: names[record])
        for span in StandingSpan.all { standing[span] = values(of: record, in: span) }
        return standing
    }
}
