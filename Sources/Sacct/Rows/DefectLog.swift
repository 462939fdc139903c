/// What was wrong in an input, by kind, with samples to look at.
package struct DefectLog: Equatable, Sendable {
    /// A row that was left out.
    package struct Sample: Equatable, Sendable {
        package var kind: DefectKind
        /// From 1.
        package var row: Int
        /// The beginning of the row, made safe for a terminal.
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

    package mutating func note(_ kind: DefectKind, in row: Row) {
        note(kind, row: row.number, line: row.line)
    }

    mutating func note(_ kind: DefectKind, row: Int, line: Field) {
        let count = counts[kind, default: 0] + 1
        counts[kind] = count
        guard count <= DefectLog.samplesPerKind else { return }
        let text = line.prefix(min(line.count, DefectLog.sampleLength)).text.escapedForTerminal
        samples.append(Sample(kind: kind, row: row, text: text))
    }

    /// Adds what another part of the same input had.
    package mutating func merge(_ other: DefectLog) {
        for (kind, count) in other.counts { counts[kind, default: 0] += count }
        for sample in other.samples where samples.count(where: { $0.kind == sample.kind }) < DefectLog.samplesPerKind {
            samples.append(sample)
        }
    }
}
