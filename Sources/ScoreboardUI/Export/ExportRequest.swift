/// A file that is to be written.
package struct ExportRequest: Hashable, Sendable {
    /// As the person typed it: absolute, below their home (`~/`), or in the present directory.
    package var file: String
    package var content: String
    /// In the document, for the message.
    package var rowCount: Int
    /// Whether a file that is there may be replaced.
    package var overwrites = false

    package init(file: String, content: String, rowCount: Int) {
        self.file = file
        self.content = content
        self.rowCount = rowCount
    }
}
