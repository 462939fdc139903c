import Glibc

/// Standard output, written whole. A reader that has gone ends the program quietly, as `head` expects of it.
enum StandardOutput {
    static func write(_ text: String) { write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) {
        if !writeWhole(bytes, to: STDOUT_FILENO) { exit(0) }
    }
}

/// Standard error, written as far as it goes.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) { _ = writeWhole(Array(text.utf8), to: STDERR_FILENO) }
}

private func writeWhole(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
    }
    return true
}
