/// A value as a file, a variable or a flag has it, before a setting has read it.
package struct SourceNode: Equatable, Sendable {
    /// A member of a table.
    package struct Member: Equatable, Sendable {
        package var key: String
        /// Of the key, from 1.
        package var line: Int?
        package var value: SourceNode

        package init(key: String, line: Int?, value: SourceNode) {
            self.key = key
            self.line = line
            self.value = value
        }
    }

    /// What stands there.
    package enum Content: Equatable, Sendable {
        case null
        case bool(Bool)
        /// A number of JSON's, as it is written.
        case number(String)
        /// Text without quotes: what it means is for the setting to say, so that a cluster may be called `no`.
        case word(String)
        /// Text in quotes.
        case text(String)
        case list([SourceNode])
        case table([Member])
    }

    package var content: Content
    /// From 1; nil outside of files.
    package var line: Int?

    package init(_ content: Content, line: Int? = nil) {
        self.content = content
        self.line = line
    }

    /// In words, for messages: what was found where something else was expected.
    var inWords: String {
        switch content {
        case .null: "nothing"
        case .bool(let value): "\(value)"
        case .number(let text), .word(let text): shortened(text)
        case .text(let text): "the text \(shortened(text.debugDescription))"
        case .list: "a list"
        case .table: "a table"
        }
    }

    private func shortened(_ text: String) -> String {
        text.count > 60 ? text.prefix(59) + "…" : text
    }
}
