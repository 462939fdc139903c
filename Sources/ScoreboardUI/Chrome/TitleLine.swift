import Scoreboard
import TerminalKit

/// The top line of the frame: the program's name, the panes, and how old the data is. On a narrow screen the words
/// around the age go first, then the name, then the air between the panes, then whose age it is, then the panes' names.
struct TitleLine {
    /// Room that is kept for the age, so that the line does not change with every second: `just now`.
    private static let ageWidth = 8

    struct Tab {
        /// The number of the pane.
        var index: Int
        /// As drawn, without brackets.
        var text: String
        var isCurrent: Bool
        /// On the screen, with a column of air or a bracket at each side.
        var columns: Range<Int>
    }

    private(set) var title = ""
    private(set) var tabs: [Tab] = []
    private var age = ""
    private var ageRole = Role.dim
    private var place = ""
    private let scene: Scene

    init(_ model: Model) {
        scene = model.scene
        let chosen = scene.chosenStandings
        let oldest = DataAge(scene)
        ageRole = scene.isPaused && oldest.role != .loss ? .warning : oldest.role
        let clusters = chosen.count == 1 ? scene.title(ofCluster: chosen[0].cluster) : "\(chosen.count) clusters"
        // A poller that runs is seen from every pane.
        let sign = scene.polledClusters.isEmpty ? "" : scene.glyphs.dot
        let names = PaneRegistry.all.enumerated().map {
            "\($0.offset + 1) \($0.element.title)\($0.element == PollerPane.self ? sign : "")"
        }
        let numbers = names.enumerated().map {
            $0.offset == model.current ? $0.element : "\($0.offset + 1)\($0.element.hasSuffix(sign) ? sign : "")"
        }
        let long = " \(scene.glyphs.crown) SLURM SCOREBOARD "
        let middle = " \(scene.glyphs.crown) SCOREBOARD "
        let short = " \(scene.glyphs.crown) "
        let ages: [(String, String)] =
            scene.isPaused
            ? [("paused, \(oldest.whole)", clusters), ("paused, \(oldest.whole)", ""), ("paused", "")].filter {
                !oldest.whole.isEmpty || $0.0 == "paused"
            }
            : chosen.isEmpty
                ? [(oldest.whole, "")]
                : [(oldest.updated, clusters), (oldest.whole, clusters), (oldest.whole, "")]
        let last = [ages[ages.count - 1]]
        let brief = scene.isPaused ? last : last + [(oldest.brief, "")]
        let room = scene.size.width - 4
        let ways: [(title: String, panes: [String], isTight: Bool, ages: [(String, String)])] = [
            (long, names, false, ages), (middle, names, false, last), (short, names, false, last),
            (short, names, true, brief), (short, numbers, false, last),
            (short + (sign.isEmpty ? "" : "\(sign) "), [], false, last),
        ]
        for (title, panes, isTight, ages) in ways {
            for (age, place) in ages {
                let tabs = TitleLine.place(
                    panes, current: model.current, x: 2 + title.displayWidth + (isTight ? 0 : 1), isTight: isTight)
                let end = (tabs.last?.columns.upperBound ?? 2 + title.displayWidth) - 2
                let kept = max(age.displayWidth, age.isEmpty ? 0 : TitleLine.ageWidth)
                let needed = kept + (kept > 0 ? 3 : 0) + (place.isEmpty ? 0 : place.displayWidth + 4)
                guard end + needed <= room || panes.isEmpty else { continue }
                self.title = title
                self.tabs = tabs
                self.age = age
                self.place = place
                return
            }
        }
    }

    /// Tight tabs share the column between them, but for the brackets of the current one.
    private static func place(_ texts: [String], current: Int, x: Int, isTight: Bool) -> [Tab] {
        var x = x
        return texts.enumerated().map { index, text in
            let sharesColumn = isTight && index != current && index + 1 != current
            defer { x += text.displayWidth + (sharesColumn ? 1 : 2) }
            return Tab(
                index: index, text: text, isCurrent: index == current, columns: x..<x + text.displayWidth + 2)
        }
    }

    /// The pane whose tab holds this x.
    func tab(at x: Int) -> Int? {
        tabs.first { $0.columns.contains(x) }?.index
    }

    func render(into buffer: inout ScreenBuffer) {
        buffer.write(title, x: 2, y: 0, role: .title)
        let width = title.displayWidth
        buffer.shade(Rect(x: 2, y: 0, width: width, height: 1), role: .title) { dx, _ in
            Gradient.position(step: dx, of: width)
        }
        for tab in tabs {
            let x = tab.columns.lowerBound
            buffer.write(" ", x: x, y: 0)
            buffer.write(" ", x: tab.columns.upperBound - 1, y: 0)
            let number = String(tab.text.prefix(1))
            buffer.write(number, x: x + 1, y: 0, role: tab.isCurrent ? .tabActive : .dim)
            buffer.write(String(tab.text.dropFirst()), x: x + 2, y: 0, role: tab.isCurrent ? .tabActive : .tab)
            if !scene.polledClusters.isEmpty, tab.text.hasSuffix(buffer.glyphs.dot) {
                buffer.write(buffer.glyphs.dot, x: tab.columns.upperBound - 2, y: 0, role: .level)
            }
        }
        for tab in tabs where tab.isCurrent {
            buffer.write("[", x: tab.columns.lowerBound, y: 0, role: .tabActive)
            buffer.write("]", x: tab.columns.upperBound - 1, y: 0, role: .tabActive)
        }
        guard !age.isEmpty else { return }
        let needed = age.displayWidth + 2 + (place.isEmpty ? 0 : place.displayWidth + 4)
        var x = buffer.size.width - 2 - needed
        x = buffer.write(" \(age) ", x: x, y: 0, role: ageRole == .level ? .dim : ageRole)
        if !place.isEmpty {
            x = buffer.write(" ", x: x, y: 0)
            x = buffer.write(buffer.glyphs.dot, x: x, y: 0, role: ageRole)
            buffer.write(" \(place) ", x: x, y: 0, role: .dim)
        }
    }
}
