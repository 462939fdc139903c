import Glibc
import ScoreboardUI
import Storage

/// Writes exported files: whole or not at all, and never over a file that is there unless the person said so.
struct ExportWriter {
    func write(_ request: ExportRequest) -> ExportOutcome {
        let path = absolute(request.file)
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR {
                return .failed("\(path) is a directory: name a file in it. Nothing was written.")
            }
            if status.st_mode & S_IFMT != S_IFREG {
                return .failed("\(path) is no ordinary file: name another one. Nothing was written.")
            }
            guard request.overwrites else { return .exists(path: path, request) }
        }
        // Of a link, what it leads to is replaced, and the link stays.
        let target = realpath(path, nil).map { found in
            defer { free(found) }
            return String(cString: found)
        }
        return put(request, path: target ?? path, shownAs: path)
    }

    /// `~/` is the home; what does not begin with a slash is in the present directory.
    private func absolute(_ file: String) -> String {
        if file == "~" || file.hasPrefix("~/"), let home = environment("HOME") {
            return FilePath.join(home, String(file.dropFirst(2)))
        }
        guard !file.hasPrefix("/"), let here = getcwd(nil, 0) else { return file }
        defer { free(here) }
        return FilePath.join(String(cString: here), file)
    }

    private func put(_ request: ExportRequest, path: String, shownAs shown: String) -> ExportOutcome {
        let directory = FilePath.parent(of: path)
        let temporary = FilePath.join(directory, ".scoreboard-export.\(getpid()).\(UInt32.random(in: 0 ... .max))")
        func failed(_ doing: String) -> ExportOutcome {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            return .failed("\(shown) was not written: \(doing): \(reason). Name another place with e.")
        }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return failed("no file can be made in \(directory)") }
        guard writeWhole(Array(request.content.utf8), to: descriptor), fsync(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            errno = code
            return failed("writing ended early")
        }
        guard close(descriptor) == 0 else { return failed("writing ended early") }
        if request.overwrites {
            guard rename(temporary, path) == 0 else { return failed("the file cannot be replaced") }
        } else if link(temporary, path) == 0 {
            // Unlike a rename, a link is refused when somebody made the file meanwhile.
            unlink(temporary)
        } else if errno == EEXIST {
            unlink(temporary)
            return .exists(path: shown, request)
        } else if errno == EPERM || errno == ENOTSUP || errno == ENOSYS, access(path, F_OK) != 0 {
            // A file system without links.
            guard rename(temporary, path) == 0 else { return failed("the file cannot be named") }
        } else {
            return failed("the file cannot be named")
        }
        return .written(path: shown, rowCount: request.rowCount)
    }
}
