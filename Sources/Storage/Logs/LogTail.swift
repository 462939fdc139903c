import Glibc

/// The last lines of a log that others write. However long the log is, only its end is read.
package struct LogTail: Sendable {
    /// Of the current file; the older ones stand beside it, as ``LogFile`` puts them.
    package let path: String

    /// No more is read of a file, in bytes.
    package static let limit = 65_536

    package init(_ path: String) {
        self.path = path
    }

    /// The events at the end, the oldest first: those of the current file, and when it is short those of the one
    /// before. What is no event is left out; a log that is not there has none.
    ///
    /// - Throws: `FileSystemError` for a log that is there and cannot be read.
    package func read() throws(FileSystemError) -> [LogEvent] {
        let current = try LogTail.end(of: path)
        // A file that was begun a moment ago says little.
        let earlier = current.isWhole ? try LogTail.end(of: "\(path).1").bytes : []
        return LogTail.events(in: earlier) + LogTail.events(in: current.bytes)
    }

    private static func events(in bytes: [UInt8]) -> [LogEvent] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { LogEvent(decoding: Array($0)) }
    }

    /// The last bytes of a file from the start of a line on, and whether they are all that it has.
    private static func end(of path: String) throws(FileSystemError) -> (bytes: [UInt8], isWhole: Bool) {
        let file: OpenFile
        do throws(FileSystemError) {
            file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, for: .read)
        } catch {
            if error.isMissing { return ([], true) }
            throw error
        }
        defer { file.abandon() }
        guard let size = file.regularSize else { throw FileSystemError(.read, path, .notARegularFile) }
        let start = max(0, size - Int64(limit))
        var bytes = [UInt8](repeating: 0, count: limit)
        var filled = 0
        while filled < limit {
            let count = bytes.withUnsafeMutableBytes {
                pread(file.descriptor, $0.baseAddress! + filled, $0.count - filled, off_t(start) + off_t(filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(.read, path) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(limit - filled)
        guard start > 0 else { return (bytes, true) }
        // The first line is cut.
        let line = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        return (Array(bytes[line...]), false)
    }
}
