/// One block of an exact set's file: see ``IdentitySetCodec``.
enum IdentityBlock {
    /// Whether an identity begins a block. It depends on the identity and the one before it alone, so that a new identity
    /// changes its own block and no other.
    ///
    /// - Parameter previous: The identity before it; nil for the first of all.
    @inline(__always)
    static func begins(_ packed: UInt64, after previous: UInt64?) -> Bool {
        guard let previous else { return true }
        let id = UInt32(truncatingIfNeeded: packed &>> 32)
        return isMark(id) && id != UInt32(truncatingIfNeeded: previous &>> 32)
    }

    /// One id of 128, evenly among ids that follow each other (multiplicative hashing; Knuth, volume 3, section 6.4).
    @inline(__always)
    private static func isMark(_ id: UInt32) -> Bool { (id &* 0x9E37_79B1) &>> 25 == 0 }

    /// Appends the stream of a block.
    static func write(_ block: UnsafeBufferPointer<UInt64>, to bytes: inout [UInt8]) {
        guard block.count > 1 else { return }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * block.count) { steps in
            for index in 1..<block.count {
                let (id, time) = step(from: block[index &- 1], to: block[index])
                steps[2 &* index] = id
                steps[2 &* index &+ 1] = time
            }
            let idParameter = parameter(for: steps, from: 2)
            let timeParameter = parameter(for: steps, from: 3)
            // The longest a block can be, and eight bytes that the last store may touch.
            let longest = steps.count * RiceCode.maximumLength / 8 + 16
            withUnsafeTemporaryAllocation(byteCount: longest, alignment: 8) { stream in
                var pending: UInt64 = 0
                var pendingBits = 0
                var offset = 0
                func put(_ bits: UInt64, _ count: Int) {
                    pending |= bits &<< UInt64(pendingBits)
                    pendingBits &+= count
                    stream.storeBytes(of: pending.littleEndian, toByteOffset: offset, as: UInt64.self)
                    let whole = pendingBits &>> 3
                    offset &+= whole
                    pending &>>= UInt64(whole &<< 3)
                    pendingBits &= 7
                }
                put(idParameter | timeParameter &<< 5, 10)
                for index in 1..<block.count {
                    let id = RiceCode.code(steps[2 &* index], parameter: idParameter)
                    put(id.bits, id.length)
                    let time = RiceCode.code(steps[2 &* index &+ 1], parameter: timeParameter)
                    put(time.bits, time.length)
                }
                bytes.append(contentsOf: stream[0..<offset])
                if pendingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
            }
        }
    }

    /// Reads a block's stream.
    ///
    /// - Parameter block: Gets the identities; the first stands there already.
    /// - Returns: Whether they are in order, belong into one block, and are all that the stream holds.
    static func read(_ stream: UnsafeRawBufferPointer, into block: UnsafeMutableBufferPointer<UInt64>) -> Bool {
        guard block.count > 1 else { return stream.isEmpty }
        var reader = BitReader(stream)
        reader.refill()
        let idParameter = reader.bits(5)
        let timeParameter = reader.bits(5)
        var previous = block[0]
        var isRight = true
        for index in 1..<block.count {
            reader.refill()
            let step = RiceCode.read(&reader, parameter: idParameter)
            let increase = step > 1 ? step : 1 &- step
            let (id, overflow) = UInt32(truncatingIfNeeded: previous &>> 32).addingReportingOverflow(increase)
            reader.refill()
            let change = RiceCode.read(&reader, parameter: timeParameter)
            let time = UInt32(truncatingIfNeeded: previous) &+ ((change &>> 1) ^ (0 &- (change & 1)))
            let packed = UInt64(id) &<< 32 | UInt64(time)
            isRight = isRight && !overflow && packed > previous && !begins(packed, after: previous)
            previous = packed
            block[index] = packed
        }
        return isRight && reader.isAtEnd
    }

    /// What changed from one identity to the next, as it is coded.
    @inline(__always)
    private static func step(from previous: UInt64, to packed: UInt64) -> (id: UInt32, time: UInt32) {
        let increase = UInt32(truncatingIfNeeded: packed &>> 32) &- UInt32(truncatingIfNeeded: previous &>> 32)
        let change = Int32(
            bitPattern: UInt32(truncatingIfNeeded: packed) &- UInt32(truncatingIfNeeded: previous))
        return (
            increase > 1 ? increase : 1 &- increase, UInt32(bitPattern: (change &<< 1) ^ (change &>> 31))
        )
    }

    /// - Parameter first: Where the first of the numbers stands; the others stand at every second place behind it.
    private static func parameter(for steps: UnsafeMutableBufferPointer<UInt32>, from first: Int) -> UInt64 {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 33) { widths in
            widths.initialize(repeating: 0)
            for index in stride(from: first, to: steps.count, by: 2) {
                widths[32 &- steps[index].leadingZeroBitCount] &+= 1
            }
            return RiceCode.bestParameter(forWidths: UnsafeBufferPointer(widths))
        }
    }
}
