/// A setting that was given on the command line.
package struct FlagValue: Hashable, Sendable {
    /// As the person wrote it, with its dashes.
    package var flag: String
    package var key: String
    package var text: String

    package init(flag: String, key: String, text: String) {
        self.flag = flag
        self.key = key
        self.text = text
    }
}
