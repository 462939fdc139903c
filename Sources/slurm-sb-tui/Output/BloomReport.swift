import BloomFilter
import Scoreboard
import Storage

/// What a month's filter is and costs, for people and for programs.
struct BloomReport {
    let report: SeenMonthReport

    private var filter: BloomFilter { report.filter }

    var text: String {
        let jobs = max(1, Double(report.identityCount))
        return [
            ("cluster, month", "\(report.cluster) \(report.month)"),
            ("n  jobs in the filter", "\(filter.insertedCount) of \(filter.parameters.plannedCount) planned"),
            ("m  bits", "\(filter.bitCount)"),
            ("k  hashes a job", "\(filter.hashCount)"),
            ("p  false-positive rate planned", "\(filter.falsePositiveRate)"),
            ("   estimated now", "\(filter.estimatedFalsePositiveRate)"),
            ("   fill", "\(rounded(filter.fillRatio * 100)) % of the bits are set"),
            ("   filter on disk", "\(report.filterBytes) bytes, \(rounded(Double(report.filterBytes) / jobs)) a job"),
            (
                "   exact set on disk",
                "\(report.identityBytes) bytes, \(rounded(Double(report.identityBytes) / jobs)) a job"
            ),
            ("   jobs in the exact set", "\(report.identityCount)"),
            ("   false positives settled", "\(report.falsePositiveCount)"),
        ].map { "\($0.0)".padded(to: 32) + $0.1 + "\n" }.joined()
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("cluster", report.cluster.text)
            writer.member("month", report.month.description)
            writer.member("n", Int64(filter.insertedCount))
            writer.member("n_planned", Int64(filter.parameters.plannedCount))
            writer.member("m", Int64(filter.bitCount))
            writer.member("k", Int64(filter.hashCount))
            writer.key("p")
            writer.number(filter.falsePositiveRate)
            writer.key("p_now")
            writer.number(filter.estimatedFalsePositiveRate)
            writer.key("fill")
            writer.number(filter.fillRatio)
            writer.member("filter_bytes", Int64(report.filterBytes))
            writer.member("exact_bytes", Int64(report.identityBytes))
            writer.member("exact_jobs", Int64(report.identityCount))
            writer.member("false_positives", Int64(report.falsePositiveCount))
        }
        writer.lastNewline()
        return writer.bytes
    }

    private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

extension String {
    /// The text with spaces behind it up to a width in characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
