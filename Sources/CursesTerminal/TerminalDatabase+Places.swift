import Glibc

extension TerminalDatabase {
    /// Where Linux distributions keep theirs. ncurses asks these after `TERMINFO_DIRS`; naming them there puts them before
    /// what comes last.
    package static let usualPlaces = ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]

    /// Has ncurses look in a directory for terminals that are in no other place of this host.
    ///
    /// It changes the environment of the process: to be called before there are threads.
    package static func lookLast(in directory: String) {
        let given = getenv("TERMINFO_DIRS").map { String(cString: $0) }
        setenv("TERMINFO_DIRS", searchPath(given: given, last: directory), 1)
    }

    /// The value of `TERMINFO_DIRS` by which the person's directories come first, then the host's, and `last` after them.
    static func searchPath(given: String?, last: String) -> String {
        let own = (given ?? "").split(separator: ":").map(String.init)
        return (own + usualPlaces.filter { !own.contains($0) } + [last]).joined(separator: ":")
    }
}
