import Glibc

/// Standard output, written whole. A reader that has gone ends the program quietly, as `head` expects of it.
enum StandardOutput {
    static func write(_ text: String) { write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) {
        if !writeWhole(bytes, to: STDOUT_FILENO) { exit(0) }
    }
}
