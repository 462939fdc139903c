import CNcurses

/// What the terminal database (terminfo) knows of a kind of terminal.
package struct TerminalDatabase {
    /// 0 for a terminal without colours.
    package let colours: Int
    /// Whether text can be put anywhere: without that there is no full screen.
    package let canMoveCursor: Bool

    /// Looks a kind of terminal up; nil when the database on this host does not have it.
    ///
    /// - Parameter name: As `TERM` says it.
    package static func lookUp(_ name: String) -> TerminalDatabase? {
        var problem: Int32 = 0
        // Into a terminal description of its own: the one of a screen that is up stays as it is.
        let before = set_curterm(nil)
        defer {
            if let looked = set_curterm(before) { del_curterm(looked) }
        }
        guard setupterm(name, 1, &problem) == OK else { return nil }
        let cup = tigetstr("cup")
        return TerminalDatabase(
            colours: max(0, Int(tigetnum("colors"))),
            canMoveCursor: cup.map { Int(bitPattern: $0) > 0 } ?? false)
    }
}
