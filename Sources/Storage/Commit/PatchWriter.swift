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
    /// The CRC-32C of what was looked at, up to ``placeInSource``.
    private var sourceChecksum: UInt32 = 0
    private var placeInSource = 0
    private var pieces: [FilePatch.Piece] = []
    /// New bytes that are not among the pieces yet.
    private var fresh: [UInt8] = []
    /// What is kept and not among the pieces yet; it lies in what is looked at.
    private var run = 0..<0
    private var view: (bytes: UnsafeRawBufferPointer, start: Int)?

    /// Shorter runs are copied: a piece of its own costs more.
    private static let shortestRun = 4096
    /// Of longer runs the checksum is worked out once for what is looked at and for what the patch says.
    private static let longSum = 1 << 14

    /// Says what is kept from, until ``lookAway()``.
    mutating func look(at bytes: UnsafeRawBufferPointer, from start: Int) {
        view = (bytes, start)
    }

    mutating func lookAway() {
        settleRun()
        if let view { sum(upTo: view.start + view.bytes.count) }
        view = nil
    }

    /// The CRC-32C of all that was looked at before a place in what is looked at now. Nothing before it may be kept any more.
    mutating func sourceCRC(upTo place: Int) -> UInt32 {
        settleRun()
        sum(upTo: place)
        return sourceChecksum
    }

    private mutating func sum(upTo place: Int) {
        guard let bytes = bytes(placeInSource..<place) else { return }
        sourceChecksum = Checksum.crc32c(bytes, behind: sourceChecksum)
        placeInSource = place
    }

    /// What is looked at there.
    private func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer? {
        view.map { bytes, start in
            UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound - start..<range.upperBound - start])
        }
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

    /// - Parameter source: Of the file that was looked at.
    mutating func finish(of source: FileIdentity?) -> FilePatch {
        settleRun()
        settleFresh()
        return FilePatch(pieces: pieces, crc: checksum, source: source)
    }

    private mutating func settleRun() {
        guard !run.isEmpty, let bytes = bytes(run) else { return }
        if run.count < PatchWriter.longSum {
            checksum = Checksum.crc32c(bytes, behind: checksum)
        } else {
            sum(upTo: run.lowerBound)
            let own = Checksum.crc32c(bytes)
            checksum = Checksum.crc32c(own, ofLength: bytes.count, behind: checksum)
            sourceChecksum = Checksum.crc32c(own, ofLength: bytes.count, behind: sourceChecksum)
            placeInSource = run.upperBound
        }
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
