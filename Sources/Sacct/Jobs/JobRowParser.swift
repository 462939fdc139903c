package import Scoreboard

/// Turns rows into jobs and steps. Pure: the same rows give the same jobs under every time zone and locale.
package struct JobRowParser {
    /// State words that were met and are not known; each is reported once.
    package private(set) var unknownStates: Set<String> = []

    private let names: NameTable
    private let rules: ParsingRules
    private let cluster: [UInt8]?
    private let bareIsPerNode: Bool
    /// Whether the site has other names for GPUs at all.
    private let hasGPUAliases: Bool
    private var columns: Columns
    private var days = DayCache()

    /// - Parameters:
    ///   - layout: The rows' columns.
    ///   - names: Where user names get their numbers.
    ///   - rules: What the Slurm release and the site decide.
    ///   - cluster: Rows of another cluster are left out, when the rows name one; nil takes them all.
    package init(layout: RowLayout, names: NameTable, rules: ParsingRules = ParsingRules(), cluster: String? = nil) {
        self.names = names
        self.rules = rules
        self.cluster = cluster.map { Array($0.utf8) }
        bareIsPerNode = rules.bareRequestedMemory.isPerNode(under: rules.version)
        hasGPUAliases = !rules.gpuAliases.perUnit.isEmpty || !rules.gpuAliases.perNode.isEmpty
        columns = Columns(layout)
    }

    /// Goes on with rows of another layout.
    package mutating func use(_ layout: RowLayout) {
        if layout != columns.layout { columns = Columns(layout) }
    }

    /// Parses one row.
    @inline(__always)
    package mutating func parse(_ row: Row) -> ParsedRow {
        do {
            return try parseChecked(row)
        } catch {
            return .defect(error.kind)
        }
    }

    @inline(__always)
    private mutating func parseChecked(_ row: Row) throws(FieldError) -> ParsedRow {
        let line = row.line
        if line.count > 0, line[line.count - 1] == UInt8(ascii: "\r") { throw FieldError(kind: .carriageReturn) }
        guard row.columnCount == columns.layout.columnCount else { throw FieldError(kind: .fieldCount) }
        if row.hasHighBytes, !line.isUTF8 { throw FieldError(kind: .invalidUTF8) }
        if let column = columns.cluster, let cluster, !row[column].bytes.elementsEqual(cluster) {
            return .left(.otherCluster, jobID: nil)
        }
        let identifier = row[columns.jobID]
        if let point = identifier.firstIndex(of: UInt8(ascii: ".")) {
            return .step(try step(row, jobID: identifier.prefix(point), name: identifier.dropFirst(point + 1)))
        }
        return try job(row, jobID: identifier)
    }

    @inline(__always)
    private mutating func job(_ row: Row, jobID: Field) throws(FieldError) -> ParsedRow {
        let jobID = try parseJobID(jobID)
        let known = try row[columns.state].jobState()
        let end = try row[columns.end].time(&days)
        if let known, !known.hasEnded {
            return .left(known == .revoked ? .revoked : .notEnded, jobID: jobID)
        }
        guard let end else {
            guard known == nil else { throw FieldError(kind: .missingEnd) }
            return .left(.notEnded, jobID: jobID)
        }
        if known == nil { unknownStates.insert(row[columns.state].text.escapedForTerminal) }
        let elapsed = try elapsedSeconds(row)
        let cpus = try row[columns.cpus].number(limit: ValueLimits.cpus)
        let nodes = try columns.nodes.map { column throws(FieldError) in
            try row[column].number(limit: ValueLimits.nodes)
        }
        guard let submit = try row[columns.submit].time(&days) else { throw FieldError(kind: .badTime) }
        guard let submitTime = UInt32(exactly: submit.seconds) else { throw FieldError(kind: .badTime) }
        let start = try row[columns.start].time(&days)
        if let start, end < start { throw FieldError(kind: .endBeforeStart) }
        let requested = try columns.requestedMemory.map { column throws(FieldError) in
            try row[column].requestedMemoryBytes(cpus: cpus, nodes: nodes ?? 1, bareIsPerNode: bareIsPerNode)
        }
        guard row[columns.user].count <= ValueLimits.userNameLength else { throw FieldError(kind: .overflow) }
        return .job(
            Job(
                identity: JobIdentity(jobID: jobID, submitTime: submitTime),
                user: names.index(of: row[columns.user].bytes) {
                    UserName.normalized(String(decoding: $0, as: UTF8.self))
                },
                state: known ?? .other,
                elapsedSeconds: elapsed,
                allocatedCPUs: cpus,
                nodes: nodes ?? 1,
                gpus: try gpus(row, nodes: nodes ?? 1, hasStarted: start != nil),
                requestedMemoryBytes: requested ?? 0,
                eligible: try columns.eligible.map { column throws(FieldError) in try row[column].time(&days) } ?? nil,
                start: start,
                end: end,
                energyJoules: try columns.energy.map { column throws(FieldError) in try row[column].joules() } ?? 0,
                steps: try residentUsage(row)))
    }

    private mutating func step(_ row: Row, jobID: Field, name: Field) throws(FieldError) -> StepRow {
        var usage = try residentUsage(row) ?? StepUsage()
        if let column = columns.totalCPU { usage.cpuMilliseconds = try row[column].cpuMilliseconds() }
        let start = try row[columns.start].time(&days)
        return StepRow(
            jobID: try parseJobID(jobID), start: start, end: try row[columns.end].time(&days), usage: usage,
            key: name.hash(with: UInt64(bitPattern: start?.seconds ?? 0)))
    }

    /// What AllocTRES shows, also under other names of the site's; else what the partition has on the job's nodes.
    private func gpus(_ row: Row, nodes: Int64, hasStarted: Bool) throws(FieldError) -> GPUAllocation {
        guard hasGPUAliases else {
            return try columns.tres.map { column throws(FieldError) in try row[column].gpus() } ?? .none
        }
        let aliases = rules.gpuAliases
        let shown = try columns.tres.map { column throws(FieldError) in
            aliases.perUnit.isEmpty ? try row[column].gpus() : try row[column].gpus(aliases.perUnit)
        }
        if let shown, shown.count > 0 { return shown }
        guard hasStarted, !aliases.perNode.isEmpty, let column = columns.partition,
            let perNode = aliases.perNode[row[column].text]
        else { return .none }
        let (count, overflow) = perNode.multipliedReportingOverflow(by: nodes)
        guard !overflow, count <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
        return GPUAllocation(untyped: count, typed: [])
    }

    /// MaxRSS and AveRSS of the row; nil when it has neither. Releases before 22.05 print them on job rows too.
    @inline(__always)
    private func residentUsage(_ row: Row) throws(FieldError) -> StepUsage? {
        guard let column = columns.maxRSS else { return nil }
        let maxRSS = try row[column].residentBytes()
        let averageRSS = try columns.averageRSS.map { column throws(FieldError) in
            try row[column].residentBytes()
        }
        guard maxRSS ?? 0 > 0 || (averageRSS ?? nil) ?? 0 > 0 else { return nil }
        return StepUsage(maxRSSBytes: maxRSS, averageRSSBytes: averageRSS ?? nil)
    }

    @inline(__always)
    private func elapsedSeconds(_ row: Row) throws(FieldError) -> Int64 {
        if let column = columns.elapsedRaw { return try row[column].number(limit: ValueLimits.elapsedSeconds) }
        return try row[columns.elapsed].elapsedSeconds()
    }

    @inline(__always)
    private func parseJobID(_ field: Field) throws(FieldError) -> UInt32 {
        guard field.count <= 10, let number = field.shortNumber, let jobID = UInt32(exactly: number) else {
            throw FieldError(kind: .badJobID)
        }
        return jobID
    }
}

extension Field {
    /// FNV-1a in 64 bits, begun with a number: as good as any for telling the few steps of one job apart.
    fileprivate func hash(with seed: UInt64) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        var hash = (0xCBF2_9CE4_8422_2325 ^ seed) &* prime
        for index in 0..<count { hash = (hash ^ UInt64(self[index])) &* prime }
        return hash
    }

    /// ConsumedEnergyRaw in joules; zero when it is empty, and for Slurm's marks of "no value" near 2^64.
    ///
    /// - Throws: `badNumber`, or `overflow`.
    fileprivate func joules() throws(FieldError) -> Int64 {
        guard count > 0 else { return 0 }
        if equals("18446744073709551614") || equals("18446744073709551615") { return 0 }
        return try decimal(times: 1, limit: ValueLimits.joules, kind: .badNumber)
    }
}

/// The columns by name, looked up once for a layout.
private struct Columns {
    let layout: RowLayout
    let cluster: Int?
    let jobID: Int
    let user: Int
    let state: Int
    let elapsedRaw: Int?
    /// Meaningful only without `elapsedRaw`.
    let elapsed: Int
    let cpus: Int
    let nodes: Int?
    let requestedMemory: Int?
    let tres: Int?
    let partition: Int?
    let energy: Int?
    let maxRSS: Int?
    let averageRSS: Int?
    let totalCPU: Int?
    let submit: Int
    let eligible: Int?
    let start: Int
    let end: Int

    init(_ layout: RowLayout) {
        self.layout = layout
        // The layout was checked to have the required columns.
        func required(_ field: SacctField) -> Int { layout.column(field) ?? 0 }
        cluster = layout.column(.cluster)
        jobID = required(.jobIDRaw)
        user = required(.user)
        state = required(.state)
        elapsedRaw = layout.column(.elapsedRaw)
        elapsed = required(.elapsed)
        cpus = required(.allocatedCPUs)
        nodes = layout.column(.nodes)
        requestedMemory = layout.column(.requestedMemory)
        tres = layout.column(.allocatedTRES)
        partition = layout.column(.partition)
        energy = layout.column(.consumedEnergy)
        maxRSS = layout.column(.maxRSS)
        averageRSS = layout.column(.averageRSS)
        totalCPU = layout.column(.totalCPU)
        submit = required(.submit)
        eligible = layout.column(.eligible)
        start = required(.start)
        end = required(.end)
    }
}
