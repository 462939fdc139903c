/// Tells how far long work has come: one line that changes on a terminal, a line now and then elsewhere.
final class ProgressLine {
    private let isTerminal = StandardError.isTerminal
    private var shownTenth = -1
    private var isShown = false

    /// - Parameters:
    ///   - done: Of `total`.
    ///   - text: What is being done.
    func show(_ done: Int, of total: Int, _ text: String) {
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        if isTerminal {
            let width = 24
            let filled = Int(share * Double(width))
            let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
            StandardError.write("\r\u{1b}[K[\(bar)] \(Int(share * 100))% \(text)")
            isShown = true
        } else if Int(share * 10) != shownTenth {
            shownTenth = Int(share * 10)
            StandardError.write("\(Int(share * 100))% \(text)\n")
        }
    }

    /// Takes the line away.
    func finish() {
        if isShown { StandardError.write("\r\u{1b}[K") }
        isShown = false
    }
}
