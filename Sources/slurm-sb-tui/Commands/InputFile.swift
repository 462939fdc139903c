import Glibc
import Poller
import Sacct

/// A file of saved rows, or standard input (`-`), opened for reading.
final class InputFile {
    let name: String
    private let descriptor: Int32

    /// - Throws: ``CommandFailure`` naming the file.
    init(_ path: String) throws(CommandFailure) {
        name = path == "-" ? "standard input" : path
        guard path != "-" else {
            descriptor = STDIN_FILENO
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw CommandFailure("\(path) is a directory: name the files in it")
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Fills the buffer; zero at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw CommandFailure("\(name) cannot be read further: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// The inputs of a command: the files, or standard input when there are none.
    ///
    /// - Parameter memory: Is told how much is read; nil where nobody keeps any.
    static func inputs(_ paths: [String], layout: RowLayout?, memory: KeptMemory? = nil) throws -> [IngestInput] {
        try (paths.isEmpty ? ["-"] : paths).map { path in
            let file = try InputFile(path)
            return IngestInput(name: file.name, layout: layout) { buffer in
                let count = try file.read(into: buffer)
                memory?.read(bytes: count)
                return count
            }
        }
    }
}
