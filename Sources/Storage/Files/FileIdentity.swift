/// What tells one content of a file from the next without reading it. Our files are replaced and never written into, so
/// that another content is another inode, or at least another time.
package struct FileIdentity: Hashable, Sendable {
    /// The numbers of the file system and of the file in it.
    package var device: UInt64
    package var inode: UInt64
    /// In bytes.
    package var size: Int64
    /// When its content last changed, in nanoseconds since 1970.
    package var modifiedNanoseconds: Int64

    package init(device: UInt64, inode: UInt64, size: Int64, modifiedNanoseconds: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modifiedNanoseconds = modifiedNanoseconds
    }
}
