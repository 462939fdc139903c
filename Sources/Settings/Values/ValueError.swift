/// A value that its setting does not take.
package struct ValueError: Error, Equatable, Sendable {
    /// Of the wrong part, from 1; nil where the value's own line says it.
    var line: Int?
    /// What is wrong, in words, for behind the key.
    var message: String

    init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }
}
