/// What the command prompt knows beside its text: what was typed before, and what completes it.
package struct CommandState: Hashable, Sendable {
    /// The commands of this session, the last one at the end.
    package var history: [String] = []
    /// What completes the text.
    package var candidates: [Candidate] = []
    /// Of the candidates, the one that stands in the prompt; nil as long as none was taken.
    package var selection: Int?
    /// What stands before the word that is completed.
    var base = ""
    /// The place in the history that stands in the prompt; nil is the text of before.
    var place: Int?
    /// What was being typed before the history was walked through.
    var draft = ""

    /// Commands that are kept.
    static let historyLimit = 100

    mutating func remember(_ text: String) {
        if history.last != text { history.append(text) }
        if history.count > CommandState.historyLimit { history.removeFirst() }
    }
}
