/// The names among homes that are no users': patterns in which `*` is any text, upper and lower case being one, and
/// whatever is hidden.
struct SystemNames {
    private let patterns: [[UInt8]]

    init(_ patterns: [String]) {
        self.patterns = patterns.map { $0.utf8.map(SystemNames.lowered) }
    }

    func contains(_ name: String) -> Bool {
        let name = name.utf8.map(SystemNames.lowered)
        if name.first == UInt8(ascii: ".") { return true }
        return patterns.contains { pattern in
            // Most names differ from most patterns in the first letter.
            pattern.first == UInt8(ascii: "*") || pattern.first == name.first
                ? SystemNames.matches(name[...], pattern[...]) : false
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        guard first == UInt8(ascii: "*") else {
            return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
        }
        let rest = pattern.dropFirst()
        guard let next = rest.first, next != UInt8(ascii: "*") else { return rest.isEmpty || matches(name, rest) }
        return name.indices.contains { name[$0] == next && matches(name[$0...], rest) }
    }
}
