/// Puts a ``FilePatch`` together while the present content comes by.
struct PatchWriter {
    /// The CRC-32C of what the patch says so far.
    var crc: UInt32 {
        mutating get {
            settleRun()
            return checksum
        }
    }

    private var checksum: UInt32 = 0
    private var pieces: [FilePatch.Piece] = []
    /// New bytes that are not among the pieces yet.
    private var fresh: [UInt8] = []
    /// What is kept and not among the pieces yet; it lies in what is looked at.
    private var run = 0..<0
    private var view: (bytes: UnsafeRawBufferPointer, start: Int)?

    /// Shorter runs are copied: a piece of its own costs more.
    private static let shortestRun = 4096

    /// Says what is kept from, until ``lookAway()``.
    mutating func look(at bytes: UnsafeRawBufferPointer, from start: Int) {
        view = (bytes, start)
    }

    mutating func lookAway() {
        settleRun()
        view = nil
    }

    /// Whether what is kept at this place goes on with what was kept last.
    func goesOn(at place: Int) -> Bool { !run.isEmpty && run.upperBound == place }

    /// Keeps what is there.
    mutating func keep(_ range: Range<Int>) {
        if goesOn(at: range.lowerBound) {
            run = run.lowerBound..<range.upperBound
        } else {
            settleRun()
            run = range
        }
    }

    /// Puts new bytes.
    mutating func put(_ bytes: [UInt8]) {
        settleRun()
        checksum = bytes.withUnsafeBytes { Checksum.crc32c($0, behind: checksum) }
        fresh += bytes
    }

    mutating func finish() -> FilePatch {
        settleRun()
        settleFresh()
        return FilePatch(pieces: pieces, crc: checksum)
    }

    private mutating func settleRun() {
        guard !run.isEmpty, let view else { return }
        let bytes = UnsafeRawBufferPointer(
            rebasing: view.bytes[run.lowerBound - view.start..<run.upperBound - view.start])
        checksum = Checksum.crc32c(bytes, behind: checksum)
        if fresh.isEmpty, case .kept(let before)? = pieces.last, before.upperBound == run.lowerBound {
            pieces[pieces.count - 1] = .kept(before.lowerBound..<run.upperBound)
        } else if run.count < PatchWriter.shortestRun {
            fresh += bytes
        } else {
            settleFresh()
            pieces.append(.kept(run))
        }
        run = 0..<0
    }

    private mutating func settleFresh() {
        guard !fresh.isEmpty else { return }
        pieces.append(.new(fresh))
        fresh = []
    }
}
