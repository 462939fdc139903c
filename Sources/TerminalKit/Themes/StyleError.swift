/// Words that are no look.
package struct StyleError: Error, Hashable, Sendable {
    /// What is wrong and what is allowed, for behind the key.
    package var message: String

    init(_ message: String) {
        self.message = message
    }
}
