/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        case unexpectedEnd
        /// What should have stood there, in words.
        case expected(String)
        case tooDeep
        case badString
        case badNumber
        /// A number that its place cannot hold: too large, negative, or not whole.
        case outOfRange(String)
        case missing(String)
        case duplicate(String)
        /// A value that is well formed and wrong, in words.
        case wrong(String)
    }

    /// What is wrong.
    package var problem: Problem
    /// In bytes from the start of the text.
    package var offset: Int

    package init(_ problem: Problem, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}

extension JSONError.Problem: CustomStringConvertible {
    /// In words, for the end of a sentence.
    package var description: String {
        switch self {
        case .unexpectedEnd: "it ends too early"
        case .expected(let what): "expected \(what)"
        case .tooDeep: "it is nested too deeply"
        case .badString: "a string is not valid"
        case .badNumber: "a number is not valid"
        case .outOfRange(let what): "\(what) is out of range"
        case .missing(let key): "\"\(key)\" is missing"
        case .duplicate(let what): "\(what) stands there twice"
        case .wrong(let what): what
        }
    }
}
