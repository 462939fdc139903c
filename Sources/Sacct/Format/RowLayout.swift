/// Which column of a row holds which field.
package struct RowLayout: Equatable, Sendable {
    /// Columns a row must have, those of no use included.
    package let columnCount: Int
    /// The column of each field by its raw value; -1 where there is none.
    private let columns: [Int]

    /// The most columns that a row may have.
    package static let maximumColumnCount = 128

    /// - Throws: ``LayoutError`` when a field is missing without which nothing can be counted, or stands there twice.
    package init(columnNames: [some StringProtocol]) throws(LayoutError) {
        guard columnNames.count <= RowLayout.maximumColumnCount else { throw .tooManyColumns(columnNames.count) }
        var columns = Array(repeating: -1, count: SacctField.allCases.count)
        for (column, name) in columnNames.enumerated() {
            guard let field = SacctField(name: name) else { continue }
            // Two spellings of one field may stand side by side (AllocCPUS and NCPUS): they say the same.
            if columns[field.rawValue] < 0 { columns[field.rawValue] = column }
        }
        var missing = SacctField.allCases.filter { $0.isRequired && columns[$0.rawValue] < 0 }
        if columns[SacctField.elapsedRaw.rawValue] < 0, columns[SacctField.elapsed.rawValue] < 0 {
            missing.append(.elapsedRaw)
        }
        guard missing.isEmpty else { throw .missing(missing, in: columnNames.map { String($0) }) }
        self.columns = columns
        columnCount = columnNames.count
    }

    /// The layout of an answer to a query for these fields.
    package init(fields: [SacctField]) throws(LayoutError) {
        try self.init(columnNames: fields.map(\.name))
    }

    /// Reads a header line such as `JobID|JobIDRaw|User`.
    package init(header: some StringProtocol) throws(LayoutError) {
        try self.init(columnNames: header.split(separator: "|", omittingEmptySubsequences: false))
    }

    /// A header line of such rows, as sacct prints it. Columns of no use here have lost their names.
    package var header: String {
        (0..<columnCount).map { column in
            SacctField.allCases.first { columns[$0.rawValue] == column }?.name ?? "Other"
        }.joined(separator: "|")
    }

    /// The column of `field`; nil when the rows do not have it.
    package func column(_ field: SacctField) -> Int? {
        let column = columns[field.rawValue]
        return column < 0 ? nil : column
    }

    /// The field in a column; nil for one of no use here.
    func field(at column: Int) -> SacctField? {
        columns.firstIndex(of: column).flatMap { SacctField(rawValue: $0) }
    }

    /// Whether this line is a header of sacct's: its first column is named like a field that begins one.
    package static func isHeader(_ line: some StringProtocol) -> Bool {
        let names = line.split(separator: "|", omittingEmptySubsequences: false)
        return names.count > 1 && names.contains { SacctField(name: $0) == .jobIDRaw }
            && names.contains { SacctField(name: $0) == .state }
    }
}
