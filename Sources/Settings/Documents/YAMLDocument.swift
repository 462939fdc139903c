/// Reads the small part of YAML that settings need: one table of words, lists and tables, two levels deep.
///
/// Refused, each by name and line: anchors, aliases, tags, more than one document, keys that are no words, keys that come
/// twice, deeper nesting, and more than ``DocumentError/sizeLimit`` bytes.
package enum YAMLDocument {
    /// Tables and lists inside each other, the whole document included.
    private static let depthLimit = 3

    /// The members of the document; none when it is empty.
    package static func members(of bytes: [UInt8]) throws(DocumentError) -> [SourceNode.Member] {
        guard bytes.count <= DocumentError.sizeLimit else { throw .tooLarge(bytes.count) }
        let reader = try YAMLEventReader(bytes)
        var members: [SourceNode.Member] = []
        var documents = 0
        while true {
            let (event, line) = try reader.next()
            switch event {
            case .streamEnd: return members
            case .documentStart:
                documents += 1
                if documents > 1 { throw DocumentError("a second document begins here: one is enough", line: line) }
            case .tableStart: members = try table(reader, depth: 1)
            case .scalar("", isPlain: true): break
            case .scalar, .listStart: throw DocumentError("expected settings, one KEY: VALUE a line", line: line)
            default: break
            }
        }
    }

    private static func table(_ reader: YAMLEventReader, depth: Int) throws(DocumentError) -> [SourceNode.Member] {
        var members: [SourceNode.Member] = []
        var lines: [String: Int] = [:]
        while true {
            let (event, line) = try reader.next()
            if event == .tableEnd { return members }
            guard case .scalar(let key, _) = event else { throw DocumentError("a key must be a word", line: line) }
            if let first = lines.updateValue(line, forKey: key) {
                throw DocumentError("\(key.debugDescription) is there twice, first on line \(first)", line: line)
            }
            members.append(SourceNode.Member(key: key, line: line, value: try value(reader, depth: depth)))
        }
    }

    private static func value(_ reader: YAMLEventReader, depth: Int) throws(DocumentError) -> SourceNode {
        let (event, line) = try reader.next()
        return try node(event, line, reader, depth: depth)
    }

    private static func node(
        _ event: YAMLEvent, _ line: Int, _ reader: YAMLEventReader, depth: Int
    ) throws(DocumentError) -> SourceNode {
        switch event {
        case .scalar(let text, let isPlain):
            let isNull = isPlain && ["", "~", "null"].contains(text)
            return SourceNode(isNull ? .null : isPlain ? .word(text) : .text(text), line: line)
        case .listStart where depth < depthLimit:
            var elements: [SourceNode] = []
            while true {
                let (event, line) = try reader.next()
                if event == .listEnd { return SourceNode(.list(elements), line: elements.first?.line ?? line) }
                elements.append(try node(event, line, reader, depth: depth + 1))
            }
        case .tableStart where depth < depthLimit:
            return SourceNode(.table(try table(reader, depth: depth + 1)), line: line)
        default: throw DocumentError("it is nested too deeply here", line: line)
        }
    }
}
