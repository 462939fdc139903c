#if canImport(Glibc)
    import CGlibc
#endif

/// Memory of many kilobytes at a time.
enum LargeBlocks {
    /// Above this many bytes a block is the system's own, and goes back to it when it is freed.
    private static let bytes: Int32 = 1 << 17

    /// Lets the memory of a run that reads much be no more than what it holds.
    ///
    /// The C library begins with this limit, but raises it to the size of each block that is freed, up to 32 MB, and keeps what
    /// lies between the blocks then (mallopt(3), "M_MMAP_THRESHOLD"). To say the limit leaves it where it is.
    static func returnWhenFreed() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, bytes)
        #endif
    }

    /// Lets large blocks that were freed be used again, and the memory of a run grow by as much as lies between them: where many
    /// files are read one after the other, half of the system's part of the work is to give them new pages.
    static func useAgainWhenFreed() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 32 * bytes)
            _ = mallopt(M_TRIM_THRESHOLD, 512 * bytes)
        #endif
    }
}
