extension String {
    /// Whether `word` stands in the line between spaces: cheaper than a regular expression, to ask first.
    func hasWord(_ word: String) -> Bool {
        utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
    }
}

/// Takes comments and the inside of string literals out of Swift text, so that rules see code alone.
///
/// It knows line comments, nested block comments, `"…"`, `"""…"""` and `#"…"#`. A quote inside an interpolation ends
/// the literal and the next one opens it again, which leaves at most a word of such a literal in the code.
enum CodeScanner {
    private enum State: Equatable {
        case code, lineComment, string, rawString, textBlock
        case blockComment(depth: Int)
    }

    /// The lines of code; as many as `text` has.
    static func code(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var state = State.code
        var index = 0
        func begins(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard index + count <= bytes.count else { return false }
            return (0..<count).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
        }
        while index < bytes.count {
            let byte = bytes[index]
            var width = 1
            if byte == UInt8(ascii: "\n") {
                kept.append(byte)
                if state == .lineComment || state == .string || state == .rawString { state = .code }
                index += 1
                continue
            }
            switch state {
            case .code:
                if begins("//") {
                    state = .lineComment
                } else if begins("/*") {
                    (state, width) = (.blockComment(depth: 1), 2)
                } else if begins("\"\"\"") {
                    (state, width) = (.textBlock, 3)
                } else if begins("#\"") {
                    (state, width) = (.rawString, 2)
                } else if begins("\"") {
                    state = .string
                } else {
                    kept.append(byte)
                }
            case .lineComment: break
            case .blockComment(let depth):
                if begins("/*") { (state, width) = (.blockComment(depth: depth + 1), 2) }
                if begins("*/") { (state, width) = (depth == 1 ? .code : .blockComment(depth: depth - 1), 2) }
            case .string:
                if begins("\\") { width = 2 } else if begins("\"") { state = .code }
            case .rawString:
                if begins("\"#") { (state, width) = (.code, 2) }
            case .textBlock:
                if begins("\\") { width = 2 } else if begins("\"\"\"") { (state, width) = (.code, 3) }
            }
            // An escaped line feed is still the end of a line.
            if width == 2, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { width = 1 }
            index += width
        }
        return String(decoding: kept, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}
