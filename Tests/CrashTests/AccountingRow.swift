/// Rows of accounting: jobs of ten minutes on four cores.
enum AccountingRow {
    static let header =
        "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End"
        + "|MaxRSS|AveRSS|TotalCPU"

    /// 2026-11-20T00:00:00Z.
    static let midnight = 1_795_132_800

    /// A job's row, and that of its only step.
    ///
    /// - Parameter end: In seconds from ``midnight``.
    static func job(_ id: Int, _ user: String, end: Int, hasStep: Bool = true) -> [String] {
        let end = midnight + end
        let start = end - 600
        let job =
            "\(id)|\(user)|COMPLETED|600|4|1|4G|cpu=4,mem=4G,node=1||\(start - 60)|\(start - 60)|\(start)|\(end)|||"
        let step =
            "\(id).batch||COMPLETED|600|4|1||cpu=4,mem=4G,node=1||\(start)|\(start)|\(start)|\(end)|1000K|1000K|00:10:00"
        return hasStep ? [job, step] : [job]
    }

    static func text(_ rows: [[String]]) -> String {
        ([header] + rows.flatMap(\.self)).map { $0 + "\n" }.joined()
    }
}
