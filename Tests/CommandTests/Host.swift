import Glibc

/// The machine that the tests run on.
enum Host {
    /// As `hostname` prints it.
    static let name: String = {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            buffer.initialize(repeating: 0)
            gethostname(buffer.baseAddress!, buffer.count - 1)
            return String(cString: buffer.baseAddress!)
        }
    }()
}
