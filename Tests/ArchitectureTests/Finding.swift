/// A place that breaks a rule.
struct Finding: Equatable, CustomStringConvertible {
    /// File and line, or the file alone.
    let place: String
    let message: String

    var description: String { "\(place): \(message)" }
}

extension [Finding] {
    /// One finding a line, for the message of a failed test.
    var report: String { "\n" + map(\.description).joined(separator: "\n") }
}
