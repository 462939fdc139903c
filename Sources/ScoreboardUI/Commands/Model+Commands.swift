import Scoreboard
import TerminalKit

/// The command prompt.
extension Model {
    mutating func openCommandPrompt() {
        scene.prompt = Prompt(kind: .command, text: "")
        scene.commands.place = nil
        commandTyped()
    }

    /// The text changed by hand: what completes it is found anew.
    mutating func commandTyped() {
        let (base, candidates) = completions(of: scene.prompt?.string ?? "")
        scene.commands.base = base
        scene.commands.candidates = candidates
        scene.commands.selection = nil
    }

    /// What completes a text, and what stands before the word that is completed.
    private func completions(of text: String) -> (base: String, [Candidate]) {
        let start = text.firstIndex { $0 != " " && $0 != ":" } ?? text.endIndex
        guard let space = text[start...].firstIndex(of: " ") else {
            let names = Command.all.map(\.candidate)
            return (String(text[..<start]), Candidate.matching(text[start...], among: names))
        }
        guard let command = Command.named(String(text[start..<space])) else { return ("", []) }
        var word = text[space...]
        while word.first == " " { word.removeFirst() }
        let all = command.complete(String(word), self)
        // A file's name is the second word of its command; other arguments are one, spaces and all.
        let part = command.name == "export" ? word.firstIndex(of: " ").map { word[word.index(after: $0)...] } : nil
        let typed = part ?? word
        return (String(text[..<typed.startIndex]), Candidate.matching(typed, among: all))
    }

    /// Tab, Shift-Tab and the arrows in the command prompt.
    ///
    /// - Returns: Whether the key was one of them.
    mutating func completeCommand(_ key: Key) -> Bool {
        switch key {
        case .tab: walk(by: 1)
        case .backTab: walk(by: -1)
        case .up: recall(by: -1)
        case .down: recall(by: 1)
        default: return false
        }
        return true
    }

    private mutating func walk(by step: Int) {
        let count = scene.commands.candidates.count
        guard count > 0 else { return }
        let next = scene.commands.selection.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
        take(next)
    }

    private mutating func take(_ index: Int) {
        let candidate = scene.commands.candidates[index]
        let isOnly = scene.commands.candidates.count == 1
        scene.prompt?.replace(scene.commands.base + candidate.word + (isOnly && candidate.takesMore ? " " : ""))
        if isOnly, candidate.takesMore { commandTyped() } else { scene.commands.selection = index }
    }

    private mutating func recall(by step: Int) {
        let history = scene.commands.history
        guard !history.isEmpty else { return }
        if scene.commands.place == nil {
            guard step < 0 else { return }
            scene.commands.draft = scene.prompt?.string ?? ""
        }
        let place = (scene.commands.place ?? history.count) + step
        if place >= history.count {
            scene.commands.place = nil
            scene.prompt?.replace(scene.commands.draft)
        } else {
            scene.commands.place = max(0, place)
            scene.prompt?.replace(history[max(0, place)])
        }
        commandTyped()
    }

    /// A click at a candidate takes it.
    ///
    /// - Returns: Whether there was one.
    mutating func takeCandidate(at point: Point) -> Bool {
        guard let index = CommandList(self)?.index(at: point) else { return false }
        take(index)
        return true
    }

    /// Runs what was typed.
    mutating func run(_ text: String) -> [Effect] {
        var line = text[...]
        while line.first == " " || line.first == ":" { line.removeFirst() }
        while line.last == " " { line.removeLast() }
        guard !line.isEmpty else { return [] }
        scene.commands.remember(String(line))
        let name = line.prefix { $0 != " " }
        let argument = line.dropFirst(name.count).drop { $0 == " " }
        guard let command = Command.named(String(name)) else {
            scene.say(Command.words(forUnknown: String(name)), isWarning: true)
            return []
        }
        switch command.run(String(argument), &self) {
        case .effects(let effects): return effects
        case .refused(let words): scene.say(words, isWarning: true)
        case .unknown(let what, let word, let names):
            let meant = NearestName.of(word, among: names)
            let list = names.count <= 12 ? ": \(names.joined(separator: ", "))" : ""
            scene.say(
                "no \(what) '\(word)'" + (meant.map { ": did you mean \($0)?" } ?? (list.isEmpty ? "" : list)),
                isWarning: true)
        }
        return []
    }
}

extension Command {
    /// The command of this name; of one that only one name begins with.
    static func named(_ word: String) -> Command? {
        let name = word.lowercased()
        if let exact = all.first(where: { $0.name == name || $0.aliases.contains(name) }) { return exact }
        let begun = beginning(with: name)
        return begun.count == 1 ? begun[0] : nil
    }

    private static func beginning(with name: String) -> [Command] {
        name.isEmpty ? [] : all.filter { $0.name.hasPrefix(name) }
    }

    fileprivate static func words(forUnknown name: String) -> String {
        let begun = beginning(with: name.lowercased()).map(\.name)
        if !begun.isEmpty { return "'\(name)' may be \(begun.prefix(6).joined(separator: ", ")): Tab completes." }
        let meant = NearestName.of(name, among: all.flatMap { [$0.name] + $0.aliases })
        return "no command '\(name)'" + (meant.map { ": did you mean \($0)?" } ?? ": Tab shows all of them.")
    }
}
