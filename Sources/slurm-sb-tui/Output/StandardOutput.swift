import Glibc

/// Standard output, written whole. A reader that has gone ends the program quietly, as `head` expects of it; a full
/// disk does not, since half an output must not pass for a whole one.
enum StandardOutput {
    static func write(_ text: String) { write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) {
        guard !writeWhole(bytes, to: STDOUT_FILENO) else { return }
        guard errno != EPIPE else { exit(0) }
        StandardError.write("slurm-sb-tui: standard output cannot be written: \(String(cString: strerror(errno)))\n")
        exit(1)
    }
}
