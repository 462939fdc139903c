import Scoreboard

/// Parses rows into the batch at hand.
struct BatchFilling {
    private let names = NameTable()
    private let rules: ParsingRules
    private let cluster: String?
    private var parser: JobRowParser?
    private var batch: ParsedBatch?
    /// How many users were named by the batches before.
    private var namedBefore = 0

    init(rules: ParsingRules, cluster: String?) {
        self.rules = rules
        self.cluster = cluster
    }

    var unknownStates: Set<String> { parser?.unknownStates ?? [] }

    /// Whether a row of this layout needs another batch.
    @inline(__always)
    func mustEndBefore(_ layout: RowLayout) -> Bool {
        guard let batch else { return true }
        return batch.rows.count >= ParsedBatch.capacity || batch.layout != layout
    }

    /// Begins a batch.
    mutating func begin(_ layout: RowLayout, reusing rows: ContiguousArray<ParsedRow>?) {
        batch = ParsedBatch(layout: layout, reusing: rows ?? [])
        if parser == nil { parser = JobRowParser(layout: layout, names: names, rules: rules, cluster: cluster) }
        parser?.use(layout)
    }

    /// Parses a row of the batch's layout.
    @inline(__always)
    mutating func take(_ row: Row) {
        guard let parsed = parser?.parse(row) else { return }
        if case .defect(let kind) = parsed, let layout = batch?.layout {
            batch?.defects.note(kind, in: row, anonymousBy: layout)
        }
        batch?.rows.append(parsed)
    }

    /// What was begun; nil when nothing was.
    mutating func end() -> ParsedBatch? {
        guard var full = batch.take() else { return nil }
        full.newUsers = Array(names.names[namedBefore...])
        namedBefore = names.count
        return full
    }
}
