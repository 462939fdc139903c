import Storage

/// Reads a JSON object written by hand, with the line of each value.
package enum JSONDocument {
    /// Objects and arrays inside each other, the whole document included: `clusters`, one cluster, a setting of its,
    /// a value in that.
    private static let depthLimit = 5

    /// The members of the object.
    package static func members(of bytes: [UInt8]) throws(DocumentError) -> [SourceNode.Member] {
        guard bytes.count <= DocumentError.sizeLimit else { throw .tooLarge(bytes.count) }
        let lines = LineIndex(bytes)
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            guard try reader.peek() == .object else { throw JSONError(.expected("{"), at: reader.offset) }
            let members = try table(&reader, bytes, lines, depth: 1)
            try reader.finish()
            return members
        } catch {
            throw DocumentError("it is no JSON of ours: \(error.problem)", line: lines.line(at: error.offset))
        }
    }

    private static func table(
        _ reader: inout JSONReader, _ bytes: [UInt8], _ lines: LineIndex, depth: Int
    ) throws(JSONError) -> [SourceNode.Member] {
        var members: [SourceNode.Member] = []
        var firstLines: [String: Int] = [:]
        try reader.object { (reader, key) throws(JSONError) in
            // The reader stands behind the colon.
            let line = lines.line(at: reader.offset - 1)
            if let first = firstLines.updateValue(line, forKey: key) {
                throw JSONError(
                    .wrong("\(key.debugDescription) is there twice, first on line \(first)"), at: reader.offset - 1)
            }
            members.append(
                SourceNode.Member(key: key, line: line, value: try node(&reader, bytes, lines, depth: depth)))
        }
        return members
    }

    private static func node(
        _ reader: inout JSONReader, _ bytes: [UInt8], _ lines: LineIndex, depth: Int
    ) throws(JSONError) -> SourceNode {
        let kind = try reader.peek()
        let start = reader.offset
        let line = lines.line(at: start)
        switch kind {
        case .string: return SourceNode(.text(try reader.string()), line: line)
        case .bool: return SourceNode(.bool(try reader.bool()), line: line)
        case .null:
            try reader.skip()
            return SourceNode(.null, line: line)
        case .number:
            _ = try reader.number()
            return SourceNode(.number(String(decoding: bytes[start..<reader.offset], as: UTF8.self)), line: line)
        case .array, .object:
            guard depth < depthLimit else { throw JSONError(.tooDeep, at: start) }
            if kind == .object {
                return SourceNode(.table(try table(&reader, bytes, lines, depth: depth + 1)), line: line)
            }
            var elements: [SourceNode] = []
            try reader.array { (reader, _) throws(JSONError) in
                elements.append(try node(&reader, bytes, lines, depth: depth + 1))
            }
            return SourceNode(.list(elements), line: line)
        }
    }
}
