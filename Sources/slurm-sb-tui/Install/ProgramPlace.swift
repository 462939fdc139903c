import Storage

/// Where the program is installed, in the words of the shells and daemons that are to run it.
struct ProgramPlace {
    /// Absolute.
    let root: String

    var directory: String { FilePath.join(root, "bin") }
    var program: String { FilePath.join(root, InstallPlan.program) }

    /// For a POSIX shell.
    var programForShell: String { program.quotedForShell }
    /// For a POSIX shell.
    var directoryForShell: String { directory.quotedForShell }
    /// For a POSIX shell.
    var rootForShell: String { root.quotedForShell }

    /// The line that gives the program to whoever has it in the start file of bash, zsh or another POSIX shell.
    var pathLine: String { "export PATH=\(directoryForShell):$PATH" }

    /// For `ExecStart` of a unit of systemd.
    static func quotedForSystemd(_ text: String) -> String {
        let escaped = text.map { character -> String in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "%": "%%"
            case "$": "$$"
            default: String(character)
            }
        }.joined()
        return text.isPlainWord ? text : "\"\(escaped)\""
    }
}

extension String {
    /// Whether no shell, no cron and no systemd sees anything in it but letters.
    fileprivate var isPlainWord: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "/._-+,@=".utf8.contains(byte)
            }
    }

    /// As one word of a POSIX shell.
    var quotedForShell: String {
        isPlainWord
            ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
