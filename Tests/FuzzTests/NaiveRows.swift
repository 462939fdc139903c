import Sacct
import Scoreboard

/// A second reader of rows, slow and plain: lines and columns are split off, values are strings. It knows the rules of
/// the format and nothing of how ``RowReader`` and ``JobRowParser`` go about it.
struct NaiveRows {
    /// What one row must turn out to be.
    enum Outcome: Equatable {
        case job(Job, user: String)
        case step(StepRow)
        case left(ParsedRow.Reason, jobID: UInt32?)
        /// The row has these defects; which of them is told is the parser's choice.
        case defect(Set<DefectKind>)
    }

    var outcomes: [Outcome] = []
    var tooLong = 0
    /// A line that had to be a header is none that can be used: reading stops there.
    var stopsAtHeader = false
    var endedInsideLine = false

    static let lineLimit = 1 << 18

    init(_ bytes: [UInt8], rules: NaiveRules, mustBeClosed: Bool) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let open = lines.removeLast()
        if mustBeClosed {
            endedInsideLine = !open.isEmpty && open.count < Self.lineLimit
            if open.count >= Self.lineLimit { lines.append(open) }
        } else if !open.isEmpty {
            lines.append(open)
        }
        var layout: NaiveLayout?
        for line in lines {
            if line.count >= Self.lineLimit {
                tooLong += 1
                continue
            }
            switch NaiveLayout.header(line, known: layout) {
            case .header(let found): layout = found
            case .unusable:
                stopsAtHeader = true
                return
            case .row:
                guard let layout else { return }
                outcomes.append(NaiveRow(line, layout: layout, rules: rules).outcome)
            }
        }
    }
}

/// What is decided outside of the rows.
struct NaiveRules {
    var cluster: String?
    var bareIsPerNode: Bool
}

/// The columns of a header by the names of their fields.
struct NaiveLayout {
    var columns: [String: Int]
    var count: Int

    enum Line {
        case header(NaiveLayout), unusable, row
    }

    private static let spellings = [
        "cluster": "Cluster", "jobid": "JobID", "jobidraw": "JobIDRaw", "user": "User", "state": "State",
        "elapsedraw": "ElapsedRaw", "elapsed": "Elapsed", "alloccpus": "AllocCPUS", "ncpus": "AllocCPUS",
        "nnodes": "NNodes", "allocnodes": "NNodes", "reqmem": "ReqMem", "alloctres": "AllocTRES",
        "consumedenergyraw": "Energy", "maxrss": "MaxRSS", "averss": "AveRSS", "totalcpu": "TotalCPU",
        "submit": "Submit", "eligible": "Eligible", "start": "Start", "end": "End",
    ]

    /// A row's raw id begins with a digit and the row has all columns; a header names at least the raw id and the state.
    static func header(_ line: ArraySlice<UInt8>, known: NaiveLayout?) -> Line {
        let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
        if let known, fields.count == known.count, let id = known.columns["JobIDRaw"],
            let first = fields[id].first, (0x30...0x39).contains(first)
        {
            return .row
        }
        var text = String(decoding: line, as: UTF8.self)
        if text.hasSuffix("\r") { text.removeLast() }
        let names = text.split(separator: "|", omittingEmptySubsequences: false).map { $0.lowercased() }
        let isHeader = names.count > 1 && names.contains("jobidraw") && names.contains("state")
        if !isHeader {
            if known != nil { return .row }
            guard names.count > 1, text.lowercased().contains("job") else { return .unusable }
        }
        var columns: [String: Int] = [:]
        for (column, name) in names.enumerated() {
            if let field = spellings[name], columns[field] == nil { columns[field] = column }
        }
        let required = ["JobIDRaw", "User", "State", "AllocCPUS", "Submit", "Start", "End"]
        guard names.count <= 128, required.allSatisfy({ columns[$0] != nil }),
            columns["ElapsedRaw"] ?? columns["Elapsed"] != nil
        else { return .unusable }
        return .header(NaiveLayout(columns: columns, count: names.count))
    }
}
