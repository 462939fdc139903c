/// A directory that install makes below the root.
struct InstalledDirectory {
    /// Below the root; empty for the root itself.
    let path: String
    /// Whether the group writes in it, as its pollers do. What stands in everybody's `PATH` and is run by them is its
    /// owner's alone.
    let isShared: Bool

    /// The permission bits: setgid, so that what is made in it is of its group.
    var mode: UInt32 { isShared ? 0o2775 : 0o2755 }
}
