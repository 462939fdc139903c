/// What is remembered of a run, as words: what they mean is for the interface to say.
package struct RememberedWords: Equatable, Sendable {
    /// One word a key.
    package var texts: [String: String]
    /// Several a key.
    package var lists: [String: [String]]

    package init(texts: [String: String] = [:], lists: [String: [String]] = [:]) {
        self.texts = texts
        self.lists = lists
    }
}
