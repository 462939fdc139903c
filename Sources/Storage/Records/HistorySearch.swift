package import Scoreboard

/// How far the search for the beginning of a cluster's jobs has come.
///
/// Short probes go back from `origin` by 1, 2, 4, 8 … years until one finds nothing. The bracket between that one and the
/// earliest that found jobs is halved until it is short. What lies before is then asked for backwards, in stretches that
/// grow as long as they are empty, so that a wrong guess never asks for a decade of jobs at once. Every question is a
/// real one: what it finds counts, and it is not asked again.
package struct HistorySearch: Equatable, Sendable {
    /// Where the probes count their years from: what follows is read otherwise.
    package var origin: Timestamp
    /// How many years before `origin` the next probe is: 1 to ``maximumReach``.
    package var reachYears: Int64
    /// The span of the earliest probe that found nothing, down to the earliest stretch that was empty too. Nil while no
    /// probe was empty.
    package var empty: Range<Timestamp>?
    /// The earliest moment from which jobs are known, or `origin`.
    package var jobsFrom: Timestamp
    /// How long a probe is, in seconds.
    package var probeSeconds: Int64
    /// How long the next empty stretch may be, in seconds.
    package var stretchSeconds: Int64

    /// A week, so that a quiet day is not taken for the beginning.
    package static let firstProbeSeconds: Int64 = 604_800
    /// Of 365 days.
    package static let secondsPerYear: Int64 = 31_536_000
    /// Two years; each empty stretch makes the next one three times as long.
    package static let firstStretchSeconds: Int64 = 2 * secondsPerYear
    /// More years than any calendar of ours has.
    package static let maximumReach: Int64 = 16_384

    package init(origin: Timestamp) {
        self.origin = origin
        reachYears = 1
        empty = nil
        jobsFrom = origin
        probeSeconds = HistorySearch.firstProbeSeconds
        stretchSeconds = HistorySearch.firstStretchSeconds
    }
}

extension HistorySearch {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("origin", origin.description)
            writer.member("reach_years", reachYears)
            writer.member("empty_from", empty?.lowerBound.description)
            writer.member("empty_to", empty?.upperBound.description)
            writer.member("jobs_from", jobsFrom.description)
            writer.member("probe_seconds", probeSeconds)
            writer.member("stretch_seconds", stretchSeconds)
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var (origin, jobsFrom, from, to): (Timestamp?, Timestamp?, Timestamp?, Timestamp?)
        self.init(origin: Timestamp(seconds: 0))
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "origin": origin = try reader.timestamp(key)
            case "reach_years": reachYears = try reader.count(key)
            case "empty_from": from = try reader.timestamp(key)
            case "empty_to": to = try reader.timestamp(key)
            case "jobs_from": jobsFrom = try reader.timestamp(key)
            case "probe_seconds": probeSeconds = try reader.count(key)
            case "stretch_seconds": stretchSeconds = try reader.count(key)
            default: try reader.skip()
            }
        }
        guard let origin, let jobsFrom else { throw JSONError(.missing("origin or jobs_from"), at: start) }
        guard (1...HistorySearch.maximumReach).contains(reachYears), (from == nil) == (to == nil),
            from ?? origin <= to ?? origin, probeSeconds > 0, stretchSeconds > 0, probeSeconds < 1 << 40,
            stretchSeconds < 1 << 40
        else { throw JSONError(.wrong("a search that no program makes"), at: start) }
        (self.origin, self.jobsFrom) = (origin, jobsFrom)
        if let from, let to { empty = from..<to }
    }
}
