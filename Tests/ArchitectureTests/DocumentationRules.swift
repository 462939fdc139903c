/// Which declarations must say what they are.
///
/// Types, functions, subscripts, and every property that is a bare number: its unit and range are in no type. A run of
/// properties is described by the words above its first, or by those of the type that it opens. Not asked for:
/// initializers (the type says it), operators, what a protocol of the project or the standard library already describes,
/// and properties whose name and type say all.
enum DocumentationRules {
    static let standardRequirements: Set<String> = [
        "description", "debugDescription", "hash", "next", "rawValue", "defaultValueDescription",
    ]

    /// The names that protocols require.
    static func requirements(in files: [SourceFile]) -> Set<String> {
        var names = standardRequirements
        for file in files {
            var protocolDepth: Int?
            for (index, line) in file.code.enumerated() where protocolDepth != nil || line.hasWord("protocol") {
                if let depth = protocolDepth {
                    if file.depths[index] <= depth { protocolDepth = nil }
                    if let match = line.firstMatch(of: #/\b(?:func|var)\s+(\w+)/#) { names.insert(String(match.1)) }
                }
                if line.contains(#/\bprotocol\s+\w/#), line.contains("{"), !line.contains("}") {
                    protocolDepth = file.depths[index]
                }
            }
        }
        return names
    }

    static func findings(in file: SourceFile, requirements: Set<String>) -> [Finding] {
        let declaration =
            #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:package|public|open)\s+(?:(?!import\b)\w+(?:\(set\))?\s+)*?(func|var|let|struct|enum|protocol|subscript|class|actor|typealias)\b\s*([^\s(<:{=]*)/#
        return file.code.enumerated().compactMap { index, line in
            guard line.hasWord("package") || line.hasWord("public"), !isDocumented(file, at: index),
                let match = line.firstMatch(of: declaration)
            else { return nil }
            let (kind, name) = (match.1, String(match.2))
            switch kind {
            case "func" where name.isEmpty || !name.contains(#/^\w/#): return nil
            case "func" where requirements.contains(name): return nil
            case "var", "let":
                let isNumber = line.contains(#/:\s*(?:U?Int(?:8|16|32|64|128)?|Double|Float)\??\s*(?:[={]|$)/#)
                if !isNumber || requirements.contains(name) || isInDocumentedRun(file, at: index) { return nil }
            default: break
            }
            return file.finding(at: index, "\(kind) \(name) has no doc comment")
        }
    }

    /// Whether nothing but properties stands between this one and words above them.
    private static func isInDocumentedRun(_ file: SourceFile, at index: Int) -> Bool {
        for above in stride(from: index - 1, through: 0, by: -1) {
            let line = file.code[above]
            guard isDocumented(file, at: above) else {
                if line.hasWord("var") || line.hasWord("let") { continue }
                return false
            }
            // The words of a type cover the properties right below its brace.
            return line.hasWord("var") || line.hasWord("let") || line.last == "{"
        }
        return false
    }

    /// Whether a doc comment stands directly above, attributes between.
    private static func isDocumented(_ file: SourceFile, at index: Int) -> Bool {
        for above in file.lines[..<index].reversed() {
            let text = above.drop { $0 == " " }
            if text.hasPrefix("@") { continue }
            return text.hasPrefix("///") || text.hasSuffix("*/")
        }
        return false
    }
}
