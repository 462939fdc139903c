package import Scoreboard

/// What stands at a path.
package struct FileStatus: Hashable, Sendable {
    /// What sort of thing it is.
    package enum Kind: Hashable, Sendable {
        case file
        case directory
        case symbolicLink
        /// A pipe, a socket or a device: nothing of ours.
        case other
    }

    /// What sort of thing it is; a link is a link.
    package var kind: Kind
    /// In bytes.
    package var size: Int64
    /// When its content last changed, by the clock of the file server.
    package var modified: Timestamp
    /// The permission bits, for instance `0o664`.
    package var mode: UInt32
    /// The numeric user that owns it.
    package var owner: UInt32
    /// What tells its content from the next; nil for what is no file, and where it cannot be told.
    package var identity: FileIdentity?

    package init(kind: Kind, size: Int64, modified: Timestamp, mode: UInt32, owner: UInt32) {
        self.kind = kind
        self.size = size
        self.modified = modified
        self.mode = mode
        self.owner = owner
    }
}
