import Sacct
import Scoreboard
import Storage

extension SettingKind where Value == JobStateSet {
    /// Slurm's words for the states in which a job can end.
    static let jobStates = SettingKind(description: "a list of job states such as FAILED, TIMEOUT") {
        node throws(ValueError) in
        let ended = JobState.allCases.filter(\.hasEnded)
        var states = JobStateSet([])
        for word in try node.words() {
            guard let state = ended.first(where: { $0.name == word.text.uppercased() }) else {
                throw .unknown(word.text, among: ended.map(\.name), line: word.line)
            }
            states.insert(JobStateSet([state]))
        }
        return states
    } text: { states in
        states.names.joined(separator: ", ")
    } write: {
        $1.array($0.names) { $0.string($1) }
    }
}

extension JobStateSet {
    fileprivate var names: [String] { JobState.allCases.filter(contains).map(\.name) }
}

extension SettingKind where Value == [Window] {
    /// One window or more, shown in their own order.
    static let windows = SettingKind(
        description: "a list of \(Window.allCases.map(\.rawValue).joined(separator: ", "))"
    ) { node throws(ValueError) in
        let known = Window.allCases.map(\.rawValue)
        var chosen: Set<Window> = []
        for word in try node.words() {
            guard let window = Window(rawValue: word.text) else {
                throw .unknown(word.text, among: known, line: word.line)
            }
            chosen.insert(window)
        }
        guard !chosen.isEmpty else { throw ValueError("is empty: name one of \(known.joined(separator: ", "))") }
        return Window.allCases.filter(chosen.contains)
    } text: {
        $0.map(\.rawValue).joined(separator: ", ")
    } write: {
        $1.array($0) { $0.string($1.rawValue) }
    }
}

extension SettingKind where Value == UsernamePattern {
    /// Patterns of names, and with a `!` those that are left out.
    static let userNames = SettingKind(description: "patterns of user names such as *, !svc-*") {
        node throws(ValueError) in
        var parts: [String] = []
        for word in try node.words() {
            guard UsernamePattern.isPattern(word.text) else {
                throw ValueError(
                    "holds \(word.text.prefix(60).debugDescription), which is no pattern: use characters of names, "
                        + "* ? [a-z], with a ! in front to leave out", line: word.line)
            }
            parts.append(word.text)
        }
        return UsernamePattern(parts)
    } text: {
        $0.parts.joined(separator: ", ")
    } write: {
        $1.array($0.parts) { $0.string($1) }
    }
}

extension SettingKind where Value == GPUAliases {
    /// GPUs under other names: `partition:NAME` and `gres:NAME` with a number each.
    static let gpuAliases = SettingKind(description: "a table of partition:NAME and gres:NAME with a number each") {
        node throws(ValueError) in
        var aliases = GPUAliases()
        for member in try node.pairs() {
            let sides = member.key.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let count: Int
            do throws(ValueError) {
                count = try SettingKind<Int>.whole(1...1024).read(member.value)
            } catch {
                throw ValueError("\(member.key.prefix(80).debugDescription) \(error.message)", line: member.line)
            }
            switch (sides.count, sides[0], sides.last ?? "") {
            case (2, "partition", let name) where !name.isEmpty: aliases.perNode[String(name)] = Int64(count)
            case (2, "gres", "gpu"):
                throw ValueError("holds \"gres:gpu\": those are GPUs already", line: member.line)
            case (2, "gres", let name) where !name.isEmpty && !name.contains(":"):
                aliases.perUnit[String(name)] = Int64(count)
            default:
                throw ValueError(
                    "holds \(member.key.prefix(80).debugDescription), which is neither partition:NAME nor gres:NAME",
                    line: member.line)
            }
        }
        return aliases
    } text: { aliases in
        aliases.sorted.map { "\($0.key)=\($0.count)" }.joined(separator: ", ")
    } write: { aliases, writer in
        writer.object { writer in
            for (key, count) in aliases.sorted {
                writer.key(key)
                writer.integer(count)
            }
        }
    }
}

extension GPUAliases {
    /// As they are written, in byte order.
    fileprivate var sorted: [(key: String, count: Int64)] {
        let all =
            perNode.map { (key: "partition:\($0.key)", count: $0.value) }
            + perUnit.map { (key: "gres:\($0.key)", count: $0.value) }
        return all.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension SourceNode {
    /// The words of a list, or of one text with commas between them.
    fileprivate func words() throws(ValueError) -> [(text: String, line: Int?)] {
        guard case .list(let elements) = content else {
            let parts = try line(of: "a list of words").split(whereSeparator: { $0 == "," || $0 == " " })
            return parts.map { (String($0), line) }
        }
        var words: [(String, Int?)] = []
        for element in elements { words.append((try element.line(of: "a word"), element.line)) }
        return words
    }

    /// The members of a table, or of one unquoted text such as `partition:a=4,gres:b=1`.
    func pairs() throws(ValueError) -> [Member] {
        if case .table(let members) = content { return members }
        guard case .word(let text) = content else { throw ValueError("is \(inWords), which is not a table") }
        var members: [Member] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
            guard let equals = part.lastIndex(of: "=") else {
                throw ValueError("holds \(part.prefix(60).debugDescription), which is not NAME=NUMBER")
            }
            let value = SourceNode(.word(String(part[part.index(after: equals)...])), line: line)
            members.append(Member(key: String(part[..<equals]), line: line, value: value))
        }
        return members
    }
}
