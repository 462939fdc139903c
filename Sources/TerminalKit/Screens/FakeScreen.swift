/// A screen without a terminal: it keeps its frames and plays a script of events.
package final class FakeScreen: Screen {
    package private(set) var size: Size
    package let glyphs: Glyphs
    /// Every frame that differed from the one before.
    package private(set) var frames: [ScreenBuffer] = []
    /// What was put on the clipboard.
    package private(set) var copies: [String] = []
    package private(set) var suspensions = 0
    package private(set) var redraws = 0
    /// Every look that was asked for.
    package private(set) var themes: [Theme] = []
    package private(set) var isClosed = false
    package var isLagging = false
    private var script: [InputEvent]

    package init(size: Size, glyphs: Glyphs = .unicode, script: [InputEvent] = []) {
        self.size = size
        self.glyphs = glyphs
        self.script = script.reversed()
    }

    package func present(_ frame: ScreenBuffer) {
        if frames.last != frame { frames.append(frame) }
    }

    /// The next event of the script; `closed` after its end.
    package func nextEvent(timeoutMilliseconds: Int) -> InputEvent? {
        guard let event = script.popLast() else { return .closed }
        if case .resized(let size) = event { self.size = size }
        return event
    }

    package func apply(_ theme: Theme) { themes.append(theme) }

    package func copy(_ text: String) -> Bool {
        copies.append(text)
        return true
    }

    package func redraw() { redraws += 1 }
    package func suspend() { suspensions += 1 }
    package func close() { isClosed = true }
}
