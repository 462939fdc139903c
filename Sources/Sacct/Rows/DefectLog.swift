/// What was wrong in an input, by kind, with samples to look at.
package struct DefectLog: Equatable, Sendable {
    /// A row that was left out.
    package struct Sample: Equatable, Sendable {
        package var kind: DefectKind
        /// From 1.
        package var row: Int
        /// What the row looked like, made safe for a terminal.
        package var text: String
    }

    package private(set) var counts: [DefectKind: Int] = [:]
    /// The first few of each kind.
    package private(set) var samples: [Sample] = []

    private static let samplesPerKind = 3
    private static let sampleLength = 160

    package init() {}

    /// Rows left out, of all kinds.
    package var total: Int { counts.values.reduce(0, +) }

    /// Notes a row with its beginning as it stands, for whoever looks at a file of their own.
    package mutating func note(_ kind: DefectKind, in row: Row) {
        note(kind, row: row.number) { DefectLog.shortened(row.line).text }
    }

    /// Notes a row for a log that others read: of its columns, those alone that cannot name anybody. Where the columns
    /// may have shifted, nothing but their number and the length is told.
    package mutating func note(_ kind: DefectKind, in row: Row, anonymousBy layout: RowLayout) {
        note(kind, row: row.number) {
            guard row.columnCount == layout.columnCount, kind != .fieldCount else {
                return "\(row.columnCount) columns instead of \(layout.columnCount), \(row.line.count) bytes"
            }
            let columns = (0..<row.columnCount).map { column in
                layout.field(at: column).map { $0.mayName ? "…" : DefectLog.shortened(row[column]).text } ?? "…"
            }
            return String(columns.joined(separator: "|").prefix(DefectLog.sampleLength))
        }
    }

    /// Notes a line too long to be a row: only its length is told, as it may hold anything.
    mutating func noteLongLine(row: Int, count: Int) {
        note(.lineTooLong, row: row) { "more than \(count) bytes" }
    }

    private mutating func note(_ kind: DefectKind, row: Int, text: () -> String) {
        let count = counts[kind, default: 0] + 1
        counts[kind] = count
        guard count <= DefectLog.samplesPerKind else { return }
        samples.append(Sample(kind: kind, row: row, text: text().escapedForTerminal))
    }

    private static func shortened(_ field: Field) -> Field { field.prefix(min(field.count, sampleLength)) }

    /// Adds what another part of the same input had.
    package mutating func merge(_ other: DefectLog) {
        for (kind, count) in other.counts { counts[kind, default: 0] += count }
        for sample in other.samples where samples.count(where: { $0.kind == sample.kind }) < DefectLog.samplesPerKind {
            samples.append(sample)
        }
    }
}
