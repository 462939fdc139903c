package import TerminalKit

extension Action {
    /// All that is said of an action.
    package struct Definition: Sendable {
        /// One or two words for the footer.
        package let label: String
        /// One sentence for help and manual.
        package let help: String
        /// The first one is what the footer names.
        package let keys: [Key]
        /// Where it applies.
        package let scopes: [Scope]

        init(_ label: String, _ help: String, _ keys: [Key], in scopes: [Scope] = [.board]) {
            self.label = label
            self.help = help
            self.keys = keys
            self.scopes = scopes
        }
    }

    private static let everywhere = Scope.allCases
    private static let paneKeys: [Key] = PaneRegistry.all.indices.prefix(9).map {
        .character(Character(String($0 + 1)))
    }

    /// The one table of actions.
    package var definition: Definition {
        switch self {
        case .showPane:
            Definition(
                "Pane", "Show the pane of this number, as the top line names them", Action.paneKeys, in: Scope.panes)
        case .open:
            Definition("Open", "Open this player", [.enter], in: [.board, .live, .compare])
        case .mark:
            Definition(
                "Mark", "Mark this player for comparing, or take the mark away", [.character(" ")],
                in: [.board, .user, .compare])
        case .compare:
            Definition("Compare", "Compare the marked players, two to four", [.character("c")], in: [.board, .user])
        case .clearMarks:
            Definition("Unmark all", "Take all marks away", [.character("x")], in: [.board, .compare])
        case .nextUser:
            Definition("Next", "The next player of the board", [.character("]")], in: [.user])
        case .previousUser:
            Definition("Previous", "The previous player of the board", [.character("[")], in: [.user])
        case .nextColumn:
            Definition(
                "Column", "Focus the next metric column, line or player", [.tab, .character(">")],
                in: [.board, .user, .live, .compare])
        case .previousColumn:
            Definition(
                "Column back", "Focus the previous metric column, line or player", [.backTab, .character("<")],
                in: [.board, .user, .live, .compare])
        case .sort:
            Definition("Sort", "Sort by the focused column; again to invert", [.character("s")], in: [.board, .live])
        case .filter:
            Definition(
                "Filter", "Narrow the list: plain words in any order, !word excludes",
                [.character("f"), .function(4)], in: [.board, .live])
        case .search:
            Definition(
                "Search", "Jump to a name as you type it", [.character("/"), .function(3)],
                in: [.board, .live, .help])
        case .nextMatch:
            Definition(
                "Next", "Jump to the next name that matches the search", [.character("n")], in: [.board, .live])
        case .previousMatch:
            Definition(
                "Previous", "Jump to the previous name that matches the search", [.character("N")],
                in: [.board, .live])
        case .chooseWindow:
            Definition(
                "Window", "Choose the span of time", [.character("w")],
                in: [.board, .user, .compare, .chooser])
        case .chooseCluster:
            Definition(
                "Cluster", "Choose one cluster, or ALL of them", [.character("g")],
                in: [.board, .user, .live, .compare, .chooser])
        case .chooseMetric:
            Definition(
                "Skill", "Choose the metric of the board (a skill, as the hiscores say)", [.character("m")],
                in: [.board, .user, .chooser])
        case .nextMetric:
            Definition("Next skill", "The next metric's board", [.character("]")])
        case .previousMetric:
            Definition("Previous skill", "The previous metric's board", [.character("[")])
        case .chooseSort:
            Definition(
                "Sort menu", "Choose the order: any column, most improved, newcomers",
                [.character("S"), .function(6)], in: [.board, .live, .chooser])
        case .chooseColumns:
            Definition(
                "Columns", "Choose the columns and their order; they are remembered",
                [.character("o"), .function(2)], in: [.board, .columns])
        case .toggleColumn:
            Definition("Show/hide", "Show or hide this column", [.character(" ")], in: [.columns])
        case .columnLeft:
            Definition(
                "Left", "Move this column to the left", [.character("K"), .character("<")], in: [.columns])
        case .columnRight:
            Definition(
                "Right", "Move this column to the right", [.character("J"), .character(">")], in: [.columns])
        case .defaultColumns:
            Definition("Default", "Show all columns in their usual order", [.character("d")], in: [.columns])
        case .chooseTheme:
            Definition(
                "Theme", "Choose the colours", [.character("T")], in: Scope.panes + [.chooser])
        case .moveUp:
            Definition("Up", "Move up", [.up, .character("k")], in: Action.everywhere)
        case .moveDown:
            Definition("Down", "Move down", [.down, .character("j")], in: Action.everywhere)
        case .pageUp:
            Definition("Page up", "Move up a page", [.pageUp, .control("b")], in: Action.everywhere)
        case .pageDown:
            Definition(
                "Page down", "Move down a page", [.pageDown, .control("f")], in: Action.everywhere)
        case .halfPageUp:
            Definition("Half up", "Move up half a page", [.control("u")], in: Action.everywhere)
        case .halfPageDown:
            Definition("Half down", "Move down half a page", [.control("d")], in: Action.everywhere)
        case .moveToFirst:
            Definition("First", "Move to the first", [.home], in: Action.everywhere)
        case .moveToLast:
            Definition("Last", "Move to the last", [.end, .character("G")], in: Action.everywhere)
        case .scrollLeft:
            Definition("Left", "Scroll the columns to the left", [.left, .character("h")])
        case .scrollRight:
            Definition("Right", "Scroll the columns to the right", [.right, .character("l")])
        case .ownRow:
            Definition("Me", "Go to my own row", [.character("~")], in: [.board, .live])
        case .examine:
            Definition(
                "Examine", "Look at every file, as slurm-sb doctor does", [.character("d")], in: [.health])
        case .poll:
            Definition(
                "Poll", "Start or stop polling on pane 5; elsewhere go there",
                [.character("p")], in: Scope.panes)
        case .export:
            Definition(
                "Export", "Write this view into a file: CSV, JSON, text or Markdown", [.character("e")],
                in: Scope.panes)
        case .copy:
            Definition(
                "Copy", "Copy the selected row to the terminal's clipboard (OSC 52)", [.character("y")],
                in: Scope.panes)
        case .command:
            Definition("Command", "Type a command by its name; Tab completes it", [.character(":")], in: Scope.panes)
        case .accept:
            Definition("Choose", "Take what is selected", [.enter], in: [.chooser, .columns])
        case .reload:
            Definition(
                "Reload", "Read the data again now; on Live and Poller, ask Slurm again",
                [.character("r"), .function(5)], in: Scope.panes)
        case .pauseRefresh:
            Definition(
                "Pause", "Stop reading new data by itself, and go on", [.character("z")], in: Scope.panes)
        case .help:
            Definition(
                "Help", "The keys that apply here", [.character("?"), .function(1)],
                in: Scope.panes + [.chooser, .help, .columns])
        case .escape:
            Definition(
                "Back", "Leave what is open; on the board, end the search, then the filter", [.escape],
                in: Action.everywhere)
        case .back:
            Definition("Quit", "Back one level, then quit", [.character("q"), .function(10)], in: Action.everywhere)
        case .quit:
            Definition("Quit now", "Quit at once", [.character("Q"), .control("c")], in: Action.everywhere)
        case .redraw:
            Definition("Redraw", "Draw the screen anew", [.control("l")], in: Action.everywhere)
        case .suspend:
            Definition("Suspend", "Suspend to the shell; fg comes back", [.control("z")], in: Action.everywhere)
        }
    }

    /// Whether the action means something in this scope.
    package func applies(in scope: Scope) -> Bool { definition.scopes.contains(scope) }
}
