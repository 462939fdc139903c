import Scoreboard
import Storage

extension SettingKind where Value == Int {
    /// A whole number of a range.
    static func whole(_ range: ClosedRange<Int>) -> SettingKind {
        let description = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return SettingKind(description: description) { node throws(ValueError) in
            let digits: String? =
                switch node.content {
                case .number(let text): text
                // YAML groups digits by underscores.
                case .word(let text) where text.first != "_": text.filter { $0 != "_" }
                default: nil
                }
            guard let number = digits.flatMap(wholeNumber) else {
                throw ValueError("is \(node.inWords), which is not \(description)")
            }
            guard range.contains(number) else {
                throw ValueError("is \(node.inWords), which is out of range: \(description)")
            }
            return number
        } text: {
            String($0)
        } write: {
            $1.integer($0)
        }
    }

    private static func wholeNumber(_ text: String) -> Int? {
        var reader = JSONReader(Array(text.utf8))
        guard let number = try? reader.number(), (try? reader.finish()) != nil else { return nil }
        return number.whole()
    }
}

extension SettingKind where Value == Bool {
    /// True or false; unquoted also yes, no, on and off, and 1 and 0 for the shell's sake.
    static let truth = SettingKind(description: "true or false") { node throws(ValueError) in
        switch node.content {
        case .bool(let value): return value
        case .word(let text):
            switch text.lowercased() {
            case "true", "yes", "on", "1": return true
            case "false", "no", "off", "0": return false
            default: break
            }
        default: break
        }
        throw ValueError("is \(node.inWords), which is neither true nor false")
    } text: {
        String($0)
    } write: {
        $1.bool($0)
    }
}

extension SettingKind where Value == String {
    /// A directory.
    static let path = SettingKind(description: "a path") { node throws(ValueError) in
        let text = try node.line(of: "a path")
        guard !text.hasPrefix("~") else {
            throw ValueError("begins with ~, which is not expanded here: write the whole path")
        }
        return text
    } text: {
        $0
    } write: {
        $1.string($0)
    }
}

extension SettingKind where Value == Day {
    /// A UTC day, or the first of a month.
    static let day = SettingKind(description: "a day like 2024-01-31, or a month like 2024-01") {
        node throws(ValueError) in
        let text = try node.line(of: "a day")
        guard let day = Day(text) ?? Month(text)?.firstDay else {
            throw ValueError("is \(node.inWords), which is not a day like 2024-01-31 nor a month like 2024-01")
        }
        return day
    } text: {
        $0.description
    } write: {
        $1.string($0.description)
    }
}

extension SettingKind where Value == ClusterName? {
    /// The name of a cluster; nothing is none.
    static let cluster = SettingKind(description: "the name of a cluster") { node throws(ValueError) in
        if node.content == .null { return nil }
        do {
            return try ClusterName(node.line(of: "the name of a cluster"))
        } catch let invalid as ClusterName.Invalid {
            throw ValueError("\(invalid)")
        } catch let error as ValueError {
            throw error
        } catch {
            throw ValueError("\(error)")
        }
    } text: {
        $0?.text ?? ""
    } write: {
        if let name = $0 { $1.string(name.text) } else { $1.null() }
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few words.
    static func choice() -> SettingKind {
        let words = Value.allCases.map(\.rawValue)
        return SettingKind(description: "one of \(words.joined(separator: ", "))") { node throws(ValueError) in
            let text = try node.line(of: "one of \(words.joined(separator: ", "))")
            guard let value = Value(rawValue: text) else { throw ValueError.unknown(text, among: words) }
            return value
        } text: {
            $0.rawValue
        } write: {
            $1.string($0.rawValue)
        }
    }
}

extension SourceNode {
    /// The text of a word or a quoted text, which must not be empty nor hold control characters.
    func line(of what: String) throws(ValueError) -> String {
        let text: String
        switch content {
        case .word(let word): text = word
        case .text(let quoted): text = quoted
        default: text = ""
        }
        guard !text.isEmpty else { throw ValueError("is \(inWords), which is not \(what)", line: line) }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }), text.utf8.count <= 4096
        else { throw ValueError("holds control characters or is too long", line: line) }
        return text
    }
}

extension ValueError {
    /// A word that is none of those that may stand there.
    static func unknown(_ word: String, among words: [String], line: Int? = nil) -> ValueError {
        let meant = NearestName.of(word, among: words).map { "; did you mean \($0.debugDescription)?" } ?? ""
        return ValueError(
            "is \(word.prefix(60).debugDescription), which is not one of \(words.joined(separator: ", "))\(meant)",
            line: line)
    }

    /// A key that is none of those that may stand there.
    static func unknownKey(_ key: String, among keys: [String]) -> ValueError {
        let meant = NearestName.of(key, among: keys).map { "; did you mean \($0.debugDescription)?" } ?? ""
        return ValueError("is no key of this file, which has \(keys.joined(separator: ", "))\(meant)")
    }
}
