/// A pane with a list of names that a filter narrows and a search jumps in. Both work as people know them from the board.
package protocol SearchablePane: Pane {
    /// Plain words, as in ``WordFilter``; empty shows everybody.
    var filter: String { get set }
    /// What the last search looked for; empty is none.
    var search: String { get set }
    var selectedRow: Int { get }
    /// Rows that the filter passes, and all of them.
    var shownCount: Int { get }
    var allCount: Int { get }

    /// The rows whose names hold the text, in the order of the screen.
    func matches(_ text: String) -> [Int]

    /// Filters and sorts anew.
    mutating func arrange()

    mutating func select(row: Int)
}

extension SearchablePane {
    package mutating func promptChanged(_ prompt: Prompt, _ scene: inout Scene) {
        switch prompt.kind {
        case .filter:
            filter = prompt.string
            arrange()
        case .search:
            search = prompt.string
            jumpToNearest()
        default: break
        }
    }

    package mutating func promptEnded(_ prompt: Prompt, accepted: Bool, _ scene: inout Scene) {
        switch (prompt.kind, accepted) {
        case (.filter, true):
            if shownCount == 0, !filter.isEmpty {
                scene.say("No name passes the filter: f changes it, Esc ends it.", isWarning: true)
            }
        case (.filter, false):
            filter = prompt.original
            arrange()
        case (.search, true):
            // Enter on an empty prompt repeats nothing and keeps nothing.
            search = prompt.string
            if !search.isEmpty { scene.say(searchWords, isWarning: matches(search).isEmpty) }
        case (.search, false):
            search = ""
        default: break
        }
    }

    package func note(_ prompt: Prompt) -> String {
        switch prompt.kind {
        case .filter: "\(shownCount) of \(allCount)"
        case .search: searchNote
        default: ""
        }
    }

    /// `2 of 9`, or that nothing matches.
    var searchNote: String {
        guard !search.isEmpty else { return "" }
        let matches = matches(search)
        guard !matches.isEmpty else { return "no match" }
        return matches.firstIndex(of: selectedRow).map { "\($0 + 1) of \(matches.count)" } ?? "\(matches.count) matches"
    }

    var searchWords: String {
        matches(search).isEmpty ? "No name matches '\(search)'." : "'\(search)': \(searchNote). n and N go on."
    }

    /// To the first match at or below the selection, else to the first of all.
    mutating func jumpToNearest() {
        let matches = matches(search)
        guard let first = matches.first else { return }
        select(row: matches.first { $0 >= selectedRow } ?? first)
    }

    /// To the next match, or back to the one before; around the ends of the list.
    mutating func jump(by step: Int, _ scene: inout Scene) {
        guard !search.isEmpty else {
            scene.say("Nothing to search for: / begins a search.", isWarning: true)
            return
        }
        let matches = matches(search)
        guard let first = matches.first, let last = matches.last else {
            scene.say(searchWords, isWarning: true)
            return
        }
        let (next, previous) = (matches.first { $0 > selectedRow }, matches.last { $0 < selectedRow })
        select(row: step > 0 ? next ?? first : previous ?? last)
        scene.say(searchWords)
    }

    /// Esc: first the search ends, then the filter, then it leads back.
    mutating func leave(_ scene: inout Scene) {
        if !search.isEmpty {
            search = ""
        } else if !filter.isEmpty {
            filter = ""
            arrange()
        } else {
            scene.destination = .back
        }
    }
}
