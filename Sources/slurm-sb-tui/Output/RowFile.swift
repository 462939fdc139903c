import Glibc

/// A file of rows that is there whole or not at all: it has another name until it is finished.
struct RowFile {
    private let path: String
    private let unfinished: String
    private let descriptor: Int32

    /// - Throws: ``CommandFailure`` when it cannot be made.
    init(path: String) throws {
        self.path = path
        unfinished = path + ".part"
        // What another user may have put there as a link is not followed.
        descriptor = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw RowFile.failure(path) }
    }

    /// Makes the file by handing it to `body`; nothing is left of it when that fails.
    static func make(_ path: String, _ body: (RowFile) throws -> Void) throws {
        let file = try RowFile(path: path)
        do {
            try body(file)
        } catch {
            close(file.descriptor)
            unlink(file.unfinished)
            throw error
        }
        guard close(file.descriptor) == 0, rename(file.unfinished, path) == 0 else {
            let failure = failure(path)
            unlink(file.unfinished)
            throw failure
        }
    }

    /// - Throws: ``CommandFailure`` when the disk takes no more.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard writeWhole(Array(bytes), to: descriptor) else { throw RowFile.failure(path) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        let hint = errno == ENOENT ? "; make its directory first" : ""
        return CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno)))\(hint)")
    }
}
