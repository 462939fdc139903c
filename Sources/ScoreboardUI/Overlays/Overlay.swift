/// What lies over a pane and takes the keys.
package enum Overlay: Sendable {
    case chooser(Chooser)
    case help(HelpOverlay)
    case columns(ColumnChooser)

    mutating func filterHelp(_ text: String) {
        guard case .help(var help) = self else { return }
        help.filter = text
        help.offset = 0
        self = .help(help)
    }
}
