import Scoreboard
import Testing

@testable import Generator

/// A row as this test reads it: split at the bars and nothing more.
struct GeneratedRow {
    let fields: [Substring]

    subscript(_ column: String) -> String {
        guard let index = GeneratedRow.positions[column], index < fields.count else { return "" }
        return String(fields[index])
    }

    private static let positions = Dictionary(uniqueKeysWithValues: zip(columns, 0...))

    func integer(_ column: String) -> Int { Int(self[column]) ?? -1 }

    var isStep: Bool { self["JobIDRaw"].contains(".") }
    var state: String { String(self["State"].split(separator: " ").first ?? "") }
    var isOpen: Bool { state == "RUNNING" || state == "PENDING" }

    /// What the columns are, written out here once more: the contract with whoever reads the rows.
    static let columns = [
        "JobID", "JobIDRaw", "User", "Account", "Partition", "QOS", "State", "ElapsedRaw", "AllocCPUS", "NNodes",
        "ReqMem", "TimelimitRaw", "AllocTRES", "ConsumedEnergyRaw", "MaxRSS", "AveRSS", "TotalCPU", "Submit",
        "Eligible", "Start", "End",
    ]
}

/// What a plan wrote, whole.
struct GeneratedText {
    let bytes: [UInt8]
    let blocks: Int
    let blocksEndWithRows: Bool
    let summary: GeneratedSummary

    init(_ plan: GeneratorPlan) throws {
        var bytes: [UInt8] = []
        var blocks = 0
        var blocksEndWithRows = true
        summary = try plan.writeRows {
            bytes.append(contentsOf: $0)
            blocks += 1
            if $0.last != UInt8(ascii: "\n") { blocksEndWithRows = false }
        }
        self.bytes = bytes
        self.blocks = blocks
        self.blocksEndWithRows = blocksEndWithRows
    }

    /// All lines, the header first.
    var lines: [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// All rows without the header.
    var rows: [GeneratedRow] {
        lines.dropFirst().dropLast().map {
            GeneratedRow(fields: $0.split(separator: "|", omittingEmptySubsequences: false))
        }
    }

    var jobs: [GeneratedRow] { rows.filter { !$0.isStep } }
}

extension GeneratorPlan {
    /// October 2026 on a cluster: 8,000 jobs of 200 users unless said otherwise.
    static func october(
        _ cluster: ClusterProfile = .negishi, jobs: Int = 8000, users: Int = 200, seed: UInt64 = 11,
        withSteps: Bool = false, slurm: String? = nil, openJobs: Int = 0
    ) -> GeneratorPlan {
        GeneratorPlan(
            cluster: cluster, month: Month(year: 2026, month: 10), jobs: jobs, users: users, seed: seed,
            withSteps: withSteps, dialect: slurm.flatMap { SacctDialect(slurm: $0) }, openJobs: openJobs)
    }
}

/// 2026-10-01T00:00:00Z and 2026-11-01T00:00:00Z, from `date -u -d … +%s`.
let octoberStart = 1_790_812_800
let octoberEnd = 1_793_491_200
