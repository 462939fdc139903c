/// Turns ascending identities into the stream of bits that ``IdentitySetCodec`` describes.
struct IdentityBlockWriter {
    private var bytes: [UInt8] = []
    private var idSteps: [UInt32] = []
    private var timeSteps: [UInt32] = []
    private var previousID: UInt32 = 0
    private var previousTime: UInt32 = 0
    /// Bits that do not fill a byte yet, and how many.
    private var pending: UInt64 = 0
    private var pendingBits = 0

    init(expectedBytes: Int) {
        bytes.reserveCapacity(expectedBytes)
        idSteps.reserveCapacity(IdentitySetCodec.blockLength)
        timeSteps.reserveCapacity(IdentitySetCodec.blockLength)
    }

    @inline(__always)
    mutating func add(_ packed: UInt64) {
        let id = UInt32(truncatingIfNeeded: packed &>> 32)
        let time = UInt32(truncatingIfNeeded: packed)
        let increase = id &- previousID
        idSteps.append(increase > 1 ? increase : 1 &- increase)
        let change = Int32(bitPattern: time &- previousTime)
        timeSteps.append(UInt32(bitPattern: (change &<< 1) ^ (change &>> 31)))
        previousID = id
        previousTime = time
        if idSteps.count == IdentitySetCodec.blockLength { writeBlock() }
    }

    mutating func finish() -> [UInt8] {
        if !idSteps.isEmpty { writeBlock() }
        if pendingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
        return bytes
    }

    private mutating func writeBlock() {
        let idParameter = Self.parameter(for: idSteps)
        let timeParameter = Self.parameter(for: timeSteps)
        var (pending, pendingBits) = (pending, pendingBits)
        // The longest a block can be, and eight bytes that the last store may touch.
        let longest = idSteps.count * 2 * RiceCode.maximumLength / 8 + 16
        withUnsafeTemporaryAllocation(byteCount: longest, alignment: 8) { block in
            var offset = 0
            func put(_ bits: UInt64, _ count: Int) {
                pending |= bits &<< UInt64(pendingBits)
                pendingBits &+= count
                block.storeBytes(of: pending.littleEndian, toByteOffset: offset, as: UInt64.self)
                let whole = pendingBits &>> 3
                offset &+= whole
                pending &>>= UInt64(whole &<< 3)
                pendingBits &= 7
            }
            put(idParameter | timeParameter &<< 5, 10)
            for index in idSteps.indices {
                let id = RiceCode.code(idSteps[index], parameter: idParameter)
                put(id.bits, id.length)
                let time = RiceCode.code(timeSteps[index], parameter: timeParameter)
                put(time.bits, time.length)
            }
            bytes.append(contentsOf: block[0..<offset])
        }
        self.pending = pending
        self.pendingBits = pendingBits
        idSteps.removeAll(keepingCapacity: true)
        timeSteps.removeAll(keepingCapacity: true)
    }

    private static func parameter(for steps: [UInt32]) -> UInt64 {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 33) { widths in
            widths.initialize(repeating: 0)
            for step in steps { widths[32 &- step.leadingZeroBitCount] &+= 1 }
            return RiceCode.bestParameter(forWidths: UnsafeBufferPointer(widths))
        }
    }
}
