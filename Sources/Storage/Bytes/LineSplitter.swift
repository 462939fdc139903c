import Glibc

/// Puts lines together from pieces of a file, without copying but for lines that lie in two pieces.
struct LineSplitter {
    /// The beginning of a line whose end has not come.
    private var begun: [UInt8] = []
    /// Where that line begins in the file.
    private var offset = 0

    /// Whether the last line has its line feed.
    var isAtLineEnd: Bool { begun.isEmpty }

    /// - Parameter body: Gets whole lines, each with its line feed, and where the first of them begins in the file.
    mutating func split(_ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Int) -> Void) {
        guard let base = piece.baseAddress else { return }
        guard let last = piece.lastIndex(of: 0x0A) else {
            begun += piece
            return
        }
        var whole = UnsafeRawBufferPointer(rebasing: piece[...last])
        let rest = piece[whole.count...]
        if !begun.isEmpty, let first = memchr(base, 0x0A, whole.count) {
            let length = UnsafeRawPointer(first) - base + 1
            begun += whole[..<length]
            begun.withUnsafeBytes { body($0, offset) }
            offset += begun.count
            begun.removeAll(keepingCapacity: true)
            whole = UnsafeRawBufferPointer(rebasing: whole[length...])
        }
        if !whole.isEmpty { body(whole, offset) }
        offset += whole.count
        begun += rest
    }
}
