/// How files are named, how long they are, and what stands in them.
enum FileRules {
    static let longest = 400

    /// Files that are named after what they do, on a type of another name.
    static let verbs: Set<String> = ["Update"]

    /// One type a file, named after it; a file `Type+Topic.swift` extends `Type` and declares none. Private types may
    /// stand beside the one they serve.
    static func typeFindings(in file: SourceFile) -> [Finding] {
        let declaration = #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*((?:\w+\s+)*?)(?:struct|class|enum|protocol|actor)\s+(\w+)/#
        let parts = file.stem.split(separator: "+", maxSplits: 1)
        let isTopic = parts.count == 2
        var findings: [Finding] = []
        var extendsOwner = false
        for (index, line) in file.code.enumerated() where file.depths[index] == 0 {
            if let match = line.firstMatch(of: #/^\s*(?:\w+\s+)*?extension\s+([\w.]+)/#) {
                if match.1.split(separator: ".").last == parts[0] { extendsOwner = true }
            }
            guard let match = line.firstMatch(of: declaration), !match.1.contains("private") else { continue }
            let type = String(match.2)
            if isTopic {
                findings.append(file.finding(at: index, "\(type) needs a file of its own, not one of extensions"))
            } else if type != file.stem {
                findings.append(file.finding(at: index, "\(type) belongs into \(type).swift"))
            }
        }
        if isTopic && !extendsOwner && !verbs.contains(String(parts[0])) {
            findings.append(Finding(place: file.path, message: "does not extend \(parts[0]), which it is named after"))
        }
        return findings
    }

    /// Names that say nothing.
    static func nameFindings(_ path: String) -> [Finding] {
        let name = String(path.split(separator: "/").last ?? "")
        let empty = #/(?i:util(?:s|ity|ities)?|helpers?|managers?|common|misc)/#
        // Whole words of a name in camel case: `Communication` is none of them.
        let words = name.matches(of: #/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/#).map { String($0.0) }
        return words.filter { $0.wholeMatch(of: empty) != nil }.map {
            Finding(place: path, message: "'\($0)' says nothing: name the file after what it holds")
        }
    }

    static func lengthFindings(in file: SourceFile) -> [Finding] {
        let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
        return count > longest ? [Finding(place: file.path, message: "\(count) lines; at most \(longest)")] : []
    }

    /// Unfinished work, crashes, and output past the streams.
    static func wordFindings(in file: SourceFile) -> [Finding] {
        let unfinished = #/\b(?:TODO|FIXME|XXX)\b/#
        let unsafe = #/\bfatalError\(|\btry!|\bas!\s|\bprint\(/#
        return file.lines.indices.flatMap { index -> [Finding] in
            let comment = file.lines[index].firstMatch(of: unfinished)
            let code = index < file.code.count ? file.code[index].firstMatch(of: unsafe) : nil
            return [comment, code].compactMap { $0 }.map {
                file.finding(at: index, "'\($0.0)' has no place in Sources")
            }
        }
    }

    /// What may stand at the top of the repository.
    static let top: Set<String> = [
        "Package.swift", "Sources", "Tests", "Fixtures", "Snapshots", "bin", "README.md", "LICENSE", ".ci",
        ".gitignore",
        ".swift-format",
    ]

    static func topFindings(_ paths: some Sequence<some StringProtocol>) -> [Finding] {
        Set(paths.map { String($0.prefix { $0 != "/" }) }).subtracting(top).sorted().map {
            Finding(place: $0, message: "does not belong at the top of the repository")
        }
    }
}
