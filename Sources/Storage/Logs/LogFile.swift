/// A log of JSON lines, rotated by size: `poll.jsonl`, then `poll.jsonl.1` (the younger), `.2`, `.3`.
///
/// Each event is one write at the end of the file, so that the lines of several processes do not mix.
package struct LogFile: Sendable {
    /// Of the current file.
    package let path: String
    private let files: any FileSystem
    private let maximumBytes: Int64
    private let kept: Int

    /// - Parameters:
    ///   - path: In a directory that exists when the first event is written.
    ///   - files: Where it is.
    ///   - maximumBytes: The size at which the file is put aside.
    ///   - kept: How many files are kept beside the current one, at least 1.
    package init(_ path: String, files: any FileSystem, maximumBytes: Int64 = 5_000_000, kept: Int = 3) {
        precondition(kept >= 1, "a log keeps at least one old file")
        self.path = path
        self.files = files
        self.maximumBytes = maximumBytes
        self.kept = kept
    }

    /// Appends one event, after putting a full file aside.
    package func write(_ event: LogEvent) throws(FileSystemError) {
        if let status = try files.status(path), status.kind == .file, status.size >= maximumBytes { try rotate() }
        try files.append(path, event.rendered())
    }

    private func rotate() throws(FileSystemError) {
        for number in stride(from: kept, to: 1, by: -1) where try files.status("\(path).\(number - 1)") != nil {
            try files.rename("\(path).\(number - 1)", to: "\(path).\(number)")
        }
        do {
            try files.rename(path, to: "\(path).1")
        } catch {
            // Another process has rotated in this moment.
            if !error.isMissing { throw error }
        }
    }
}
