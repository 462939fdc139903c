/// One file that a commit changes, by its path below the cluster's directory.
package enum FileChange: Hashable, Sendable {
    /// Makes or replaces a file.
    case write(path: String, bytes: [UInt8])
    /// Replaces a file by parts of itself and new bytes between them.
    case patch(path: String, FilePatch)
    /// Removes a file. One that is missing is fine.
    case remove(path: String)

    /// Makes or replaces a file of a known name.
    package static func write(_ file: ClusterFile, _ bytes: [UInt8]) -> FileChange {
        .write(path: file.relativePath, bytes: bytes)
    }

    /// Replaces a file of a known name by parts of itself and new bytes between them.
    package static func patch(_ file: ClusterFile, _ patch: FilePatch) -> FileChange {
        .patch(path: file.relativePath, patch)
    }

    /// Removes a file of a known name.
    package static func remove(_ file: ClusterFile) -> FileChange {
        .remove(path: file.relativePath)
    }

    /// The path below the cluster's directory.
    package var path: String {
        switch self {
        case .write(let path, _), .patch(let path, _), .remove(let path): path
        }
    }
}
