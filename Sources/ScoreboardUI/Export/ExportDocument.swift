/// A view as it is exported, before it is written in a format: what it is, and its tables.
///
/// To programs every number is raw; people read the same words as on the screen.
package struct ExportDocument: Hashable, Sendable {
    /// Something that is true of the whole: `window`, `30d`.
    package struct Fact: Hashable, Sendable {
        package var key: String
        package var value: ExportValue

        package init(_ key: String, _ text: String) {
            self.init(key, .text(text))
        }

        package init(_ key: String, _ value: ExportValue) {
            self.key = key
            self.value = value
        }
    }

    /// The words of the file's name: `cpu-hours`, `30d`, `ALL`.
    package var fileWords: [String]
    /// The first line of text.
    package var title: String
    /// Lines below the title, for people.
    package var notes: [String] = []
    /// For programs.
    package var facts: [Fact] = []
    package var tables: [ExportTable] = []
    /// What is no table: the lines of the screen, or why there is nothing to see.
    package var lines: [String] = []
    /// Whether ``lines`` say why there is nothing to export.
    package var isNotice = false

    package init(_ fileWords: [String], title: String) {
        self.fileWords = fileWords
        self.title = "SLURM SCOREBOARD: \(title)"
    }

    /// Of all tables, or the lines.
    package var rowCount: Int { tables.isEmpty ? lines.count : tables.reduce(0) { $0 + $1.rows.count } }

    mutating func say(_ notice: Notice) {
        lines = [notice.title] + notice.lines
        isNotice = true
    }

    /// The document as a file of this format.
    package func encoded(as format: ExportFormat, asciiOnly: Bool = false) -> String {
        switch format {
        case .csv: CSVText.encode(self)
        case .json: JSONText.encode(self)
        case .text: LinearText.plain(LinearText.lines(of: self, asciiOnly: asciiOnly))
        case .markdown: MarkdownText.encode(self)
        }
    }

    /// A name for its file. Nothing in it can lead out of the present directory, whatever clusters are called.
    package func fileName(_ format: ExportFormat, on day: String) -> String {
        let words = ["scoreboard"] + fileWords + [day]
        let safe = words.map { word in
            String(word.unicodeScalars.prefix(64).map { ExportDocument.isPlain($0) ? Character($0) : "-" })
        }
        return safe.joined(separator: "-") + "." + format.fileExtension
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
