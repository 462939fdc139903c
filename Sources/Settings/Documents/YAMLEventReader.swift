import CLibYAML

/// libyaml's parser over bytes. Anchors, aliases and tags are refused: settings need none, and they are how YAML files
/// become something else than they look like.
final class YAMLEventReader {
    /// On the heap, since the parser keeps pointers to itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Throws: When there is no memory.
    init(_ bytes: [UInt8]) throws(DocumentError) {
        parser = .allocate(capacity: 1)
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            // The parser is zeroed then, and deleting it is harmless.
            throw DocumentError("there is no memory to read it")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event and its line, from 1.
    func next() throws(DocumentError) -> (event: YAMLEvent, line: Int) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
        defer { yaml_event_delete(&event) }
        let line = Int(event.start_mark.line) + 1
        switch event.type {
        case YAML_STREAM_START_EVENT: return (.streamStart, line)
        case YAML_DOCUMENT_START_EVENT: return (.documentStart, line)
        case YAML_DOCUMENT_END_EVENT: return (.documentEnd, line)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            try refuse(anchor: scalar.anchor, tag: scalar.tag, line: line)
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return (
                .scalar(String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), line
            )
        case YAML_SEQUENCE_START_EVENT:
            try refuse(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, line: line)
            return (.listStart, line)
        case YAML_SEQUENCE_END_EVENT: return (.listEnd, line)
        case YAML_MAPPING_START_EVENT:
            try refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, line: line)
            return (.tableStart, line)
        case YAML_MAPPING_END_EVENT: return (.tableEnd, line)
        case YAML_ALIAS_EVENT: throw DocumentError("an alias (*name) is not allowed: write the value out", line: line)
        default: return (.streamEnd, line)
        }
    }

    private func refuse(
        anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, line: Int
    ) throws(DocumentError) {
        if anchor != nil { throw DocumentError("an anchor (&name) is not allowed: write each value out", line: line) }
        if tag != nil { throw DocumentError("a tag (!name) is not allowed: write the plain value", line: line) }
    }

    /// What libyaml complains of.
    private var problem: DocumentError {
        let words = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
        if parser.pointee.error == YAML_READER_ERROR {
            return DocumentError(
                "it is not text in UTF-8: \(words)",
                line: LineIndex(Array(input)).line(at: parser.pointee.problem_offset))
        }
        return DocumentError("it is no YAML: \(words)", line: Int(parser.pointee.problem_mark.line) + 1)
    }
}
