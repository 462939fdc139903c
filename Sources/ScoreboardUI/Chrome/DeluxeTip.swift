import TerminalKit

/// That there is a deluxe look, where it is not shown and would work.
enum DeluxeTip {
    private static let texts = ["--backend deluxe: colours that flow", "try --backend deluxe"]
    /// From here on a screen keeps room for the short tip, and for the long one.
    private static let reservingWidth = 120
    private static let longWidth = 180

    /// The columns that the keys leave for it.
    static func reserve(_ scene: Scene) -> Int {
        guard isWanted(scene), scene.size.width >= reservingWidth else { return 0 }
        return (scene.size.width >= longWidth ? texts[0] : texts[1]).displayWidth + 4
    }

    /// The longest that fits into so many columns; empty when none does.
    static func text(_ scene: Scene, room: Int) -> String {
        guard isWanted(scene) else { return "" }
        return texts.first { $0.displayWidth + 2 <= room } ?? ""
    }

    private static func isWanted(_ scene: Scene) -> Bool {
        scene.options.namesDeluxe && !scene.options.deluxe && scene.overlay == nil
    }
}
