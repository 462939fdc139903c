#if canImport(Glibc)
    import CGlibc
    import Glibc
#endif

/// Memory of many kilobytes at a time.
enum LargeBlocks {
    /// Above this many bytes a block is the system's own, and goes back to it when it is freed.
    private static let bytes: Int32 = 1 << 17

    /// Lets the memory of a run that reads much be no more than what it holds.
    ///
    /// The C library begins with this limit, but raises it to the size of each block that is freed, up to 32 MB, and keeps what
    /// lies between the blocks then (mallopt(3), "M_MMAP_THRESHOLD"). To say the limit leaves it where it is. What was kept
    /// before and is free goes back.
    static func returnWhenFreed() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, bytes)
            _ = mallopt(M_TRIM_THRESHOLD, bytes)
            _ = mallopt(M_TOP_PAD, bytes)
            _ = malloc_trim(0)
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

    /// Lets a run that reads little have its memory two megabytes at a time and use it again when it is freed: to be given
    /// 6,000 pages of 4 kB one by one was a seventh of all that a tick takes.
    ///
    /// All blocks come from the one heap then, whose next 32 megabytes the system is asked to give in huge pages (madvise(2),
    /// `MADV_HUGEPAGE`). Where it has none, they are used again all the same. For a process that has no threads yet.
    static func keepInHugePages() {
        #if canImport(Glibc)
            _ = mallopt(M_ARENA_MAX, 1)
            _ = mallopt(M_MMAP_THRESHOLD, 64 * bytes)
            _ = mallopt(M_TRIM_THRESHOLD, 512 * bytes)
            _ = mallopt(M_TOP_PAD, 256 * bytes)
            // The heap's rest is too small for it, and so it grows, by what is asked for and the pad.
            let block = malloc(Int(2 * bytes))
            defer { free(block) }
            guard let block, let end = sbrk(0), block < end else { return }
            let page = sysconf(Int32(_SC_PAGESIZE))
            let first = (Int(bitPattern: block) + page - 1) & ~(page - 1)
            _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(bitPattern: end) - first, MADV_HUGEPAGE)
        #endif
    }
}
