package import TerminalKit

/// A line of text that is being typed, in the footer's place.
package struct Prompt: Hashable, Sendable {
    /// What the text is for.
    package enum Kind: Hashable, Sendable {
        case filter, search
        /// The filter of the help.
        case help
        /// A command by its name.
        case command
        /// The name of a file to be written.
        case file
        /// Whether a file that is there may be replaced; the text is the question.
        case overwrite
    }

    /// What a key did.
    package enum Outcome: Hashable, Sendable {
        case changed, accepted, cancelled, ignored
    }

    /// Longer text is refused: no name is that long.
    static let lengthLimit = 200

    /// What the text is for.
    package var kind: Kind
    /// The text so far, by characters.
    package private(set) var text: [Character]
    /// How many characters are left of the caret.
    package private(set) var caret: Int
    /// The text it began with, for going back.
    package let original: String

    package init(kind: Kind, text: String) {
        self.kind = kind
        self.text = Array(text)
        original = text
        caret = self.text.count
    }

    /// The text so far.
    package var string: String { String(text) }

    /// Edits the text as a shell does.
    package mutating func press(_ key: Key) -> Outcome {
        switch key {
        case .enter: return .accepted
        case .escape, .control("g"): return .cancelled
        case .character(let character):
            guard text.count < Prompt.lengthLimit else { return .ignored }
            text.insert(character, at: caret)
            caret += 1
        case .backspace:
            // Out of an empty prompt, as in an editor's command line.
            guard !text.isEmpty else { return .cancelled }
            guard caret > 0 else { return .ignored }
            caret -= 1
            text.remove(at: caret)
        case .delete:
            guard caret < text.count else { return .ignored }
            text.remove(at: caret)
        case .control("u"):
            text.removeFirst(caret)
            caret = 0
        case .control("w"):
            let end = caret
            while caret > 0, text[caret - 1] == " " { caret -= 1 }
            while caret > 0, text[caret - 1] != " " { caret -= 1 }
            text.removeSubrange(caret..<end)
        case .left: caret = max(0, caret - 1)
        case .right: caret = min(text.count, caret + 1)
        case .home, .control("a"): caret = 0
        case .end, .control("e"): caret = text.count
        default: return .ignored
        }
        return .changed
    }

    var label: String {
        switch kind {
        case .filter: "Filter"
        case .search: "Search"
        case .help: "Find a key"
        case .command: ":"
        case .file: "Write to"
        case .overwrite: "Overwrite?"
        }
    }

    /// What Enter and Esc do.
    private var hint: String {
        switch kind {
        case .filter, .search, .help: "Enter keep  Esc undo "
        case .command: "Enter run  Tab complete  Esc leave "
        case .file: "Enter write  Esc leave "
        case .overwrite: ""
        }
    }

    /// Puts another text in place of the present one, with the caret at its end.
    mutating func replace(_ text: String) {
        self.text = Array(text.prefix(Prompt.lengthLimit))
        caret = self.text.count
    }

    /// Draws the prompt over one row.
    func render(into buffer: inout ScreenBuffer, y: Int, note: String) {
        let width = buffer.size.width
        buffer.fill(Rect(x: 0, y: y, width: width, height: 1))
        let start = buffer.write(" \(label) ", x: 0, y: y, role: .key) + 1
        let hint = width >= 60 ? self.hint : ""
        let right = note.isEmpty ? hint : hint.isEmpty ? "\(note) " : "\(note)  \(hint)"
        let field = max(1, width - start - right.displayWidth - 2)
        // The end of what is left of the caret is always seen.
        var first = 0
        while String(text[first..<caret]).displayWidth > field - 1 { first += 1 }
        buffer.write(String(text[first...]), x: start, y: y, width: field, role: .input)
        buffer.write(right, x: max(start + field, width - right.displayWidth), y: y, role: .dim)
        let x = start + String(text[first..<caret]).displayWidth
        buffer.caret = Point(x: min(x, width - 1), y: y)
    }
}
