/// Why a row was left out.
package enum DefectKind: String, CaseIterable, Hashable, Sendable {
    /// Not as many columns as the layout has: a broken line, or a `|` or a line feed inside a value.
    case fieldCount
    /// The line ends in a carriage return: the file went through a system that rewrites line ends.
    case carriageReturn
    case invalidUTF8
    case badJobID
    case emptyState
    /// `CANCELLED+`: sacct printed with a fixed width and cut the value.
    case truncatedState
    case badNumber
    case overflow
    case badTime
    case badMemory
    case badTRES
    /// An ended state without an end: a record that Slurm has lost track of.
    case missingEnd
    case endBeforeStart
    /// Longer than any row of Slurm's can be.
    case lineTooLong
}

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

extension String {
    /// The text with control characters written as `\u{1b}`, so that no terminal obeys them.
    package var escapedForTerminal: String {
        var safe = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                safe += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
