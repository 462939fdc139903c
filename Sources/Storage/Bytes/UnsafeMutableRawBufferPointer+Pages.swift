import CGlibc
import Glibc

extension UnsafeMutableRawBufferPointer {
    /// From how many bytes on it is worth a call.
    private static let largeCount = 1 << 17
    private static let pageLength = sysconf(Int32(_SC_PAGESIZE))

    /// Asks the system for the pages of memory that is about to be written, all at once: to be given them one by one, each as it
    /// is first written to, takes twice as long (madvise(2), `MADV_POPULATE_WRITE`). What is there already stays as it is. Where
    /// the system cannot, nothing happens; nor does it for less than 128 kB.
    func takePages() {
        guard count >= UnsafeMutableRawBufferPointer.largeCount, let base = baseAddress else { return }
        let page = UnsafeMutableRawBufferPointer.pageLength
        // Whole pages alone: what lies beside it is others'.
        let start = (Int(bitPattern: base) + page - 1) & ~(page - 1)
        let end = (Int(bitPattern: base) + count) & ~(page - 1)
        guard let first = UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
        let code = errno
        _ = madvise(first, end - start, CGLIBC_MADV_POPULATE_WRITE)
        errno = code
    }
}
