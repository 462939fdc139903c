import Glibc

/// A file operation that did not work.
package struct FileSystemError: Error, Hashable, Sendable {
    /// What was tried; the raw value completes "cannot …".
    package enum Operation: String, Hashable, Sendable {
        case read
        case list
        case status = "look at"
        case createDirectory = "create the directory"
        case write
        case append = "append to"
        case rename
        case remove
        case sync
        case syncDirectory = "sync the directory"
        case freeBytes = "measure the free space of"
        case lock
    }

    /// Why it did not work.
    package enum Problem: Hashable, Sendable {
        /// What the system said, an `errno`.
        case system(Int32)
        /// A directory, link, pipe or device stands where only a plain file may.
        case notARegularFile
    }

    /// What was tried.
    package var operation: Operation
    /// On what.
    package var path: String
    /// Why it did not work.
    package var problem: Problem

    package init(_ operation: Operation, _ path: String, _ problem: Problem) {
        self.operation = operation
        self.path = path
        self.problem = problem
    }

    /// The error that `errno` tells of now.
    package static func last(_ operation: Operation, _ path: String) -> FileSystemError {
        FileSystemError(operation, path, .system(errno))
    }

    /// The system's number, when the system refused.
    package var code: Int32? {
        if case .system(let code) = problem { code } else { nil }
    }

    /// Whether nothing is there.
    package var isMissing: Bool { code.map(FileSystemError.isMissing) ?? false }

    /// Whether an `errno` says that nothing is there.
    static func isMissing(_ code: Int32) -> Bool { code == ENOENT || code == ENOTDIR }

    /// Whether whoever asked may not.
    package var isForbidden: Bool { code == EACCES || code == EPERM }

    /// Whether the disk or the quota is full.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }
}

extension FileSystemError: CustomStringConvertible {
    /// What happened, where, and what to do, on one line.
    package var description: String {
        "cannot \(operation.rawValue) \(FileSystemError.printable(path)): \(reason)"
    }

    /// Why it did not work and what to do, without the path.
    package var reason: String {
        guard case .system(let code) = problem else {
            return "something other than a plain file is there; move it away"
        }
        switch code {
        case ENOSPC: return "the disk is full; free some space and run again, nothing is lost"
        case EDQUOT: return "the quota is used up; free some space and run again, nothing is lost"
        case EACCES, EPERM:
            return "no permission; the owner can run: chmod g+rwX on it and its directory, or add you to its group"
        case EROFS: return "the file system is mounted read-only; run where it can be written"
        case ENOENT: return "it does not exist; check the path"
        case ENOTDIR: return "a part of the path is not a directory; check the path"
        case EEXIST: return "it exists already; move it away"
        case ELOOP:
            return "it is a symbolic link, and links are not followed when writing; replace it by the real thing"
        case ENAMETOOLONG: return "the name is too long for the file system; use a shorter root"
        case EIO: return "input/output error; the disk or the file server is failing, tell its administrator"
        case ESTALE: return "the file server has lost it; run again"
        case ENOTEMPTY: return "the directory is not empty"
        default: return String(cString: strerror(code))
        }
    }

    /// A path may come from outside: control characters do not reach the terminal.
    private static func printable(_ path: String) -> String {
        String(
            String.UnicodeScalarView(
                path.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0 }))
    }
}
