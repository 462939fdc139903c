/// A file of the project as the rules read it.
struct SourceFile {
    /// From the repository's top, for instance `Sources/Scoreboard/Time/Day.swift`.
    let path: String
    let lines: [String]
    /// The same lines without comments and without what stands in string literals.
    let code: [String]
    /// How many braces are open where each line begins.
    let depths: [Int]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeScanner.code(of: text)
        var depth = 0
        var depths: [Int] = []
        for line in code {
            depths.append(depth)
            for character in line.utf8 {
                if character == UInt8(ascii: "{") { depth += 1 }
                if character == UInt8(ascii: "}") { depth -= 1 }
            }
        }
        self.depths = depths
    }

    /// The directory below `Sources`; nil for a file elsewhere.
    var room: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// The file's name with its extension.
    var name: String { String(path.split(separator: "/").last ?? "") }

    /// The file's name without its extension.
    var stem: String { String(name.prefix { $0 != "." }) }

    /// What a rule found on the line at `index`.
    func finding(at index: Int, _ message: String) -> Finding {
        Finding(place: "\(path):\(index + 1)", message: message)
    }
}
