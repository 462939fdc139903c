package import TerminalKit

/// A table of an exported view.
package struct ExportTable: Hashable, Sendable {
    /// A column, for programs, for people, or for both.
    package struct Column: Hashable, Sendable {
        /// What programs call it; nil when it is for people alone.
        package var key: String?
        /// What people call it; nil when it is for programs alone.
        package var title: String?
        /// In aligned text.
        package var alignment: ScreenBuffer.Alignment

        package init(_ key: String?, _ title: String?, _ alignment: ScreenBuffer.Alignment = .right) {
            self.key = key
            self.title = title
            self.alignment = alignment
        }
    }

    /// What JSON calls it: one word.
    package var name: String
    /// Above it in text, where there are several.
    package var title: String
    package var columns: [Column]
    /// Each with a cell a column.
    package var rows: [[ExportCell]]

    package init(_ name: String, title: String = "", columns: [Column], rows: [[ExportCell]]) {
        self.name = name
        self.title = title
        self.columns = columns
        self.rows = rows
    }
}
