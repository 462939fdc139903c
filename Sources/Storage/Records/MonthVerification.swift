package import Scoreboard

/// Months that are being read a second time.
package struct MonthVerification: Equatable, Sendable {
    /// One month with jobs, or a run of months without.
    package var months: Range<Month>
    /// The next moment to be asked for.
    package var next: Timestamp
    /// How long the next question may be, in seconds.
    package var sliceSeconds: Int64
    /// Jobs that the first reading had not found.
    package var newJobs: Int64

    package init(_ months: Range<Month>, from next: Timestamp, sliceSeconds: Int64, newJobs: Int64 = 0) {
        self.months = months
        self.next = next
        self.sliceSeconds = sliceSeconds
        self.newJobs = newJobs
    }
}

extension MonthVerification {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", months.lowerBound.description)
            writer.member("to", months.upperBound.description)
            writer.member("next", next.description)
            writer.member("slice_seconds", sliceSeconds)
            writer.member("new_jobs", newJobs)
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var (from, to, next): (Month?, Month?, Timestamp?)
        var (slice, newJobs): (Int64, Int64) = (0, 0)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.month(key)
            case "to": to = try reader.month(key)
            case "next": next = try reader.timestamp(key)
            case "slice_seconds": slice = try reader.count(key, upTo: PollCursor.maximumSeconds)
            case "new_jobs": newJobs = try reader.count(key)
            default: try reader.skip()
            }
        }
        guard let from, let to, let next, from < to, next < to.firstDay.start, (1..<1 << 40).contains(slice) else {
            throw JSONError(.wrong("months being verified without a good from, to, next or slice_seconds"), at: start)
        }
        self.init(from..<to, from: next, sliceSeconds: slice, newJobs: newJobs)
    }
}
