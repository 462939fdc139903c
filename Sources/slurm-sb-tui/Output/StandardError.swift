import Glibc

/// Standard error, written as far as it goes.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) { _ = writeWhole(Array(text.utf8), to: STDERR_FILENO) }
}
