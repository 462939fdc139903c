package import TerminalKit

/// What a person or the environment wants of the terminal.
package struct TerminalChoices: Sendable {
    /// What the roles look like.
    package var theme: Theme
    /// Use no colours, whatever the terminal has.
    package var noColor: Bool
    /// Draw with ASCII only, whatever the locale says.
    package var ascii: Bool
    /// Take the mouse. Terminals select text with Shift held while a program has it.
    package var mouse: Bool
    /// Draw with all that the terminal can, where it can.
    package var deluxe: Bool

    package init(
        theme: Theme = .dark, noColor: Bool = false, ascii: Bool = false, mouse: Bool = true, deluxe: Bool = false
    ) {
        self.theme = theme
        self.noColor = noColor
        self.ascii = ascii
        self.mouse = mouse
        self.deluxe = deluxe
    }
}
