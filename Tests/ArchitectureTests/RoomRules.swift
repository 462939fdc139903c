/// Which room may use which: imports run one way.
enum RoomRules {
    static let rooms: [String: Set<String>] = [
        "Scoreboard": [],
        "BloomFilter": ["CVectors"],
        "TerminalKit": [],
        "CNcurses": [],
        "CLibYAML": [],
        "CGlibc": [],
        "CZlib": [],
        "CVectors": [],
        "Sacct": ["Scoreboard", "CVectors", "CGlibc"],
        "Storage": ["Scoreboard", "BloomFilter", "CZlib", "CVectors", "CGlibc"],
        "Poller": ["Scoreboard", "Sacct", "Storage", "BloomFilter"],
        "Settings": ["Scoreboard", "Sacct", "Storage", "CLibYAML", "TerminalKit"],
        "Generator": ["Scoreboard"],
        "ScoreboardUI": ["Scoreboard", "TerminalKit"],
        "CursesTerminal": ["CNcurses", "TerminalKit"],
        "slurm-sb-tui": [
            "Scoreboard", "BloomFilter", "Sacct", "Storage", "Settings", "Poller", "Generator", "TerminalKit",
            "ScoreboardUI", "CursesTerminal", "CGlibc", "ArgumentParser",
        ],
    ]

    /// What comes with the toolchain and weighs nothing: usable in every room.
    static let free: Set<String> = ["Glibc", "Synchronization"]

    /// The modules that a file imports, with the index of each line.
    static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
        file.code.enumerated().compactMap { index, line in
            guard line.hasWord("import") else { return nil }
            let pattern =
                #/^\s*(?:@\w+\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
            return line.firstMatch(of: pattern).map { (index, String($0.1)) }
        }
    }

    static func importFindings(in file: SourceFile) -> [Finding] {
        guard let room = file.room else { return [] }
        guard let allowed = rooms[room] else {
            return [Finding(place: file.path, message: "\(room) is no room of the house")]
        }
        return imports(of: file).filter { !allowed.contains($0.module) && !free.contains($0.module) }.map {
            file.finding(at: $0.line, "\(room) must not import \($0.module)")
        }
    }

    /// Compares the dependencies of the targets in the manifest with the rooms.
    ///
    /// - Parameter targets: The dependencies of each target that is no test.
    static func manifestFindings(_ targets: [String: Set<String>]) -> [Finding] {
        let names = Set(targets.keys).union(rooms.keys).sorted()
        return names.flatMap { name -> [Finding] in
            guard let allowed = rooms[name] else {
                return [Finding(place: "Package.swift", message: "target \(name) is no room of the house")]
            }
            guard let used = targets[name] else {
                return [Finding(place: "Package.swift", message: "there is no target \(name)")]
            }
            return used.subtracting(allowed).sorted().map {
                Finding(place: "Package.swift", message: "target \(name) must not depend on \($0)")
            }
        }
    }

    /// The targets that are no tests, with their dependencies, from the text of the manifest.
    ///
    /// A target is `room("Name", imports: […])`, or `.target(name: "Name", …)`, `.executableTarget(…)` or
    /// `.systemLibrary(…)`, whose text ends with the parenthesis that closes it.
    static func targets(inManifest text: String) -> [String: Set<String>] {
        var targets: [String: Set<String>] = [:]
        let opening = #/(?:\broom\(|\.(?:target|executableTarget|systemLibrary)\(\s*name:)\s*"([\w-]+)"/#
        for match in text.matches(of: opening) {
            let call = text[match.range.lowerBound...]
            guard let parenthesis = call.firstIndex(of: "(") else { continue }
            var depth = 0
            let body = call[parenthesis...].prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            guard let list = body.firstMatch(of: #/(?:imports|dependencies):\s*\[((?:.|\n)*)\]/#) else {
                targets[String(match.1)] = []
                continue
            }
            let products = list.1.matches(of: #/name:\s*"([\w-]+)"/#).map { String($0.1) }
            let plain = list.1.replacing(#/\.product\([^)]*\)/#, with: "").matches(of: #/"([\w-]+)"/#)
                .map { String($0.1) }
            targets[String(match.1)] = Set(products + plain)
        }
        return targets
    }
}
