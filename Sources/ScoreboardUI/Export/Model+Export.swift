import Scoreboard
import TerminalKit

extension Model {
    /// Opens the prompt for the name of the file.
    mutating func askForFile(_ format: ExportFormat) {
        scene.exportFormat = format
        guard let document = documentToExport() else { return }
        scene.prompt = Prompt(kind: .file, text: document.fileName(format, on: scene.now.day.description))
    }

    /// Nil when there is nothing to export, which is said.
    private mutating func documentToExport() -> ExportDocument? {
        let document = pane.export(scene)
        guard !document.isNotice, document.rowCount > 0 else {
            scene.say("There is nothing to export here yet.", isWarning: true)
            return nil
        }
        return document
    }

    /// Writes the view of the present pane.
    ///
    /// - Parameter file: As it was typed; empty is the name that the prompt proposes.
    mutating func export(_ format: ExportFormat, to file: String) -> [Effect] {
        scene.exportFormat = format
        guard let document = documentToExport() else { return [] }
        let name = file.contains { $0 != " " } ? file : document.fileName(format, on: scene.now.day.description)
        return [
            .export(
                ExportRequest(
                    file: name, content: document.encoded(as: format, asciiOnly: scene.glyphs.isASCII),
                    rowCount: document.rowCount))
        ]
    }

    mutating func accept(_ outcome: ExportOutcome) {
        switch outcome {
        case .written(let path, let rowCount):
            let rows = "(\(rowCount == 1 ? "1 row" : "\(rowCount) rows"))"
            scene.say("Written: \(shortened(path, beside: "Written:  \(rows)")) \(rows)")
        case .failed(let words):
            scene.say(words, isWarning: true)
        case .exists(let path, let request):
            guard scene.prompt == nil, scene.overlay == nil else {
                scene.say("\(path) exists: nothing was written. Export again to replace it.", isWarning: true)
                return
            }
            scene.pendingExport = request
            let question = " exists: y overwrites, n keeps it"
            let label = Prompt(kind: .overwrite, text: "").label
            scene.prompt = Prompt(
                kind: .overwrite, text: shortened(path, beside: question + label) + question)
        }
    }

    /// The path, or as much of its end as fits into a line with these words: the name tells more than where it lies.
    private func shortened(_ path: String, beside words: String) -> String {
        // The frame takes six columns, and so does the air around a prompt and its caret.
        let room = max(16, scene.size.width - words.displayWidth - 6)
        guard path.displayWidth > room else { return path }
        var end = path
        while end.displayWidth > room - 1 { end.removeFirst() }
        return scene.glyphs.ellipsis + end
    }

    /// A key while it is asked whether a file may be replaced; nil when it is not for the question.
    mutating func answerOverwrite(_ key: Key) -> [Effect]? {
        switch key {
        case .control("c"), .control("l"), .control("z"): return nil
        default: break
        }
        scene.prompt = nil
        guard var request = scene.pendingExport else { return [] }
        scene.pendingExport = nil
        guard key == .character("y") || key == .character("Y") else {
            scene.say("Nothing was written: \(request.file) is as it was.")
            return []
        }
        request.overwrites = true
        return [.export(request)]
    }

    /// Gives the selected row to the clipboard.
    mutating func copySelected() -> [Effect] {
        guard let fields = pane.copiedFields(scene), !fields.isEmpty else {
            scene.say("Nothing is selected here that could be copied.", isWarning: true)
            return []
        }
        // Whoever pastes it into a shell must not run what a name says: no field holds a line break or another control.
        let safe = fields.map { SafeText($0).pieces.map(\.glyph).joined() }
        scene.say("Copied the row of \(safe[0]), if OSC 52 is allowed (in tmux: set-clipboard on).")
        return [.copy(safe.joined(separator: "\t"))]
    }
}
