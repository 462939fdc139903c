/// Memory that a run keeps as long as it has read little, as each does that only brings the boards up to date. One that reads on
/// soon is to be no larger than what it holds.
final class KeptMemory {
    /// The most that is read with it: sixteen megabytes of rows, or so.
    private static let mostRows = 1 << 16
    private static let bytesOfRow = 256
    private var bytesLeft = KeptMemory.mostRows * KeptMemory.bytesOfRow

    /// For a process that has read nothing and has no threads yet.
    init() {
        LargeBlocks.keepInHugePages()
    }

    /// So many further bytes of rows were read.
    func read(bytes: Int) {
        guard bytesLeft >= 0 else { return }
        bytesLeft -= bytes
        if bytesLeft < 0 { LargeBlocks.returnWhenFreed() }
    }

    /// Much is going to be read.
    func giveBack() {
        read(bytes: bytesLeft + 1)
    }

    /// So many further rows were read.
    func read(rows: Int) {
        read(bytes: rows * KeptMemory.bytesOfRow)
    }
}
