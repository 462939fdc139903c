import Storage

/// Compiled descriptions of terminals (`terminfo`), as they are copied beside the program.
enum TerminfoEntries {
    /// Beside the program.
    static let directoryName = "terminfo"

    /// What people on clusters have before them.
    static let names = [
        "alacritty", "dumb", "foot", "linux", "rxvt-unicode-256color", "screen", "screen-256color", "tmux",
        "tmux-256color", "vt100", "vt220", "wezterm", "xterm", "xterm-256color", "xterm-ghostty", "xterm-kitty",
    ]

    /// The path of an entry in such a directory: below its first letter.
    static func path(of name: String) -> String { "\(name.prefix(1))/\(name)" }

    /// The entries that are found, each from the first of `directories` that has it.
    static func found(in directories: [String], files: any FileSystem) -> [(path: String, content: [UInt8])] {
        names.compactMap { name in
            directories.lazy.compactMap { directory in
                (try? files.read(FilePath.join(directory, path(of: name)))).flatMap { isEntry($0) ? $0 : nil }
            }.first.map { (path(of: name), $0) }
        }
    }

    /// Whether it begins as term(5) says: with the number of the format of 16-bit or of 32-bit numbers.
    private static func isEntry(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1A, 0x01]) || bytes.starts(with: [0x1E, 0x02])
    }
}
