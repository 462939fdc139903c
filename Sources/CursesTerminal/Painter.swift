import TerminalKit

/// How frames reach the terminal.
protocol Painter {
    /// Brings the terminal from an earlier picture to this one.
    ///
    /// - Parameters:
    ///   - earlier: What the terminal shows, of the same size; nil when that is not known.
    ///   - size: Of the terminal.
    mutating func paint(_ frame: ScreenBuffer, since earlier: ScreenBuffer?, size: Size)

    /// Whatever the terminal shows, it is not what was painted.
    mutating func forget()

    /// What the roles look like. With another one, the next frame has to be painted whole.
    var theme: Theme { get set }

    /// Whether the terminal takes frames more slowly than they come.
    var isLagging: Bool { get }
}
