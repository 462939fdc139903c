/// Why rows cannot be read at all.
package enum LayoutError: Error, Equatable, CustomStringConvertible {
    case missing([SacctField], in: [String])
    case tooManyColumns(Int)
    /// The input does not begin with a header and no `--fields` said what its columns are.
    case noHeader(firstLine: String)
    /// The header is laid out in columns of fixed width, where Slurm cuts values short.
    case fixedWidth

    package var description: String {
        switch self {
        case .missing(let fields, let names):
            let wanted = fields.map(\.name).joined(separator: ", ")
            return "the columns \(names.joined(separator: "|")) lack \(wanted), without which jobs cannot be counted; "
                + "run sacct -P with -o \(SacctField.ofJobsAndSteps.map(\.name).joined(separator: ","))"
        case .tooManyColumns(let count):
            return "\(count) columns are more than the \(RowLayout.maximumColumnCount) that are read"
        case .noHeader(let line):
            return "the input begins with '\(line)', which is no header of sacct -P; name its columns with --fields"
        case .fixedWidth:
            return "the input is in columns of fixed width, where sacct cuts values short; save it with sacct -P"
        }
    }
}
