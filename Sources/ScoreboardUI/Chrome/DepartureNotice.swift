import TerminalKit

/// What is seen while the program waits for its pollers, on its way out.
enum DepartureNotice {
    /// In one line, for a screen without room for more.
    static func summary(_ scene: Scene) -> String {
        "Ending the poller of \(scene.polledClusters.map { scene.title(ofCluster: $0) }.joined(separator: ", "))"
            + scene.glyphs.ellipsis
    }

    static func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        guard let departure = scene.departure else { return }
        let last =
            switch departure {
            case .quitting: "Q leaves without waiting."
            case .suspending: "Then the shell has the terminal; fg goes on."
            }
        let texts = [
            summary(scene), "sacct is stopped, what was read is safe, the lock is given back.", last,
        ]
        let width = min(scene.size.width - 4, (texts.map(\.displayWidth).max() ?? 0) + 4)
        let lines = texts.flatMap { Notice.wrap($0, width: width - 4) }
        let height = min(scene.size.height - 1, lines.count + 2)
        let area = Rect(
            x: (scene.size.width - width) / 2, y: max(0, (scene.size.height - 1 - height) / 2), width: width,
            height: height)
        let isQuitting = departure == .quitting
        Panel.draw(into: &buffer, area, title: isQuitting ? "Leaving" : "Suspending")
        for (row, line) in lines.prefix(max(0, height - 2)).enumerated() {
            buffer.write(
                line, x: area.x + 2, y: area.y + 1 + row, width: width - 4, role: row == 0 ? .strong : .text)
        }
    }
}
