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
