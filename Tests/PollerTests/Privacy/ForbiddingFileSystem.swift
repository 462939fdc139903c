import ForwardingFileSystem
import Glibc
import Storage

/// A directory of which some files may not be looked at, or not be read.
struct ForbiddingFileSystem: ForwardingFileSystem {
    let files: any FileSystem
    var isHidden: @Sendable (String) -> Bool = { _ in false }
    var isClosed: @Sendable (String) -> Bool = { _ in false }
    var code = EACCES

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        if isClosed(path) || isHidden(path) { throw FileSystemError(.read, path, .system(code)) }
        return try files.read(path)
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        if isHidden(path) { throw FileSystemError(.status, path, .system(code)) }
        return try files.status(path)
    }
}
