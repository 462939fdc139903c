/// A text that is no document of ours.
package struct DocumentError: Error, Equatable, Sendable {
    /// From 1; nil where it is the whole.
    package var line: Int?
    /// What is wrong, in words.
    package var message: String

    init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }

    /// The largest file of settings, in bytes: people write them by hand.
    package static let sizeLimit = 65_536

    static func tooLarge(_ count: some BinaryInteger) -> DocumentError {
        DocumentError("it has \(count) bytes, and \(sizeLimit) are the most that settings may take")
    }
}
