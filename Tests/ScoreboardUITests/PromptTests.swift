import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct PromptTests {
    @Test func editing() {
        var prompt = Prompt(kind: .filter, text: "one two")
        _ = prompt.press(.control("w"))
        #expect(prompt.string == "one ")
        _ = prompt.press(.home)
        _ = prompt.press("X")
        #expect(prompt.string == "Xone ")
        _ = prompt.press(.right)
        _ = prompt.press(.backspace)
        #expect(prompt.string == "Xne ")
        _ = prompt.press(.delete)
        #expect(prompt.string == "Xe ")
        _ = prompt.press(.end)
        _ = prompt.press(.control("u"))
        #expect(prompt.string == "")
        #expect(prompt.press(.backspace) == .cancelled)
    }

    @Test func itsEndIsSeenWhenItIsTooLong() {
        var model = model(width: 40, height: 20)
        model.type("f")
        model.type(String(repeating: "x", count: 300) + "END")
        let frame = render(model)
        #expect(model.scene.prompt?.text.count == Prompt.lengthLimit)
        #expect(frame.caret.map { $0.y == 19 && $0.x < 40 } == true)
        model.type(.backspace)
        model.type("E")
        #expect(model.lines[19].contains("xE"))
    }
}
