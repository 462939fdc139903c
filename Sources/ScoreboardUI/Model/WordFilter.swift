/// A filter of plain words: a name passes when it holds every word, in any order, and none of those that begin with
/// `!`. Letters' case does not matter.
package struct WordFilter: Hashable, Sendable {
    private var required: [[UInt8]] = []
    private var excluded: [[UInt8]] = []

    /// Reads the words of a filter; no text is wrong.
    package init(_ text: String) {
        for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
            if word.first == "!" {
                // A lone `!` is a word that is still being typed.
                if word.count > 1 { excluded.append(Array(word.dropFirst().utf8)) }
            } else {
                required.append(Array(word.utf8))
            }
        }
    }

    /// Whether everybody passes.
    package var isEmpty: Bool { required.isEmpty && excluded.isEmpty }

    /// - Parameter name: Lower-case UTF-8.
    package func passes(_ name: [UInt8]) -> Bool {
        name.withUnsafeBufferPointer(passes)
    }

    /// - Parameter name: Lower-case UTF-8.
    func passes(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        required.allSatisfy(name.holds) && !excluded.contains(where: name.holds)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether `part` occurs.
    func holds(_ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard part.count <= count else { return false }
        return part.withUnsafeBufferPointer { part in
            for start in 0...count - part.count where self[start] == first {
                var length = 1
                while length < part.count, self[start + length] == part[length] { length += 1 }
                if length == part.count { return true }
            }
            return false
        }
    }
}

extension [UInt8] {
    /// Where `part` begins first; nil when it does not occur, 0 for an empty part.
    func firstRange(of part: [UInt8]) -> Int? {
        guard !part.isEmpty else { return 0 }
        guard part.count <= count else { return nil }
        return (0...(count - part.count)).first { start in
            part.indices.allSatisfy { self[start + $0] == part[$0] }
        }
    }
}
