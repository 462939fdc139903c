/// The text `<JobIDRaw>|<submit seconds>` as one padded SHA-1 block, made without a String.
enum FilterKeyMessage {
    /// The words of the block that are zero whatever the identity: the text has at most 21 bytes, and the last word is its
    /// length. Who hashes many identities writes these zeros once.
    static let zeroWords = 6..<15

    /// Hands over the block's other words in order, as SHA-1 reads them (big-endian).
    @inline(__always)
    static func write(jobID: UInt32, submitTime: UInt32, _ store: (_ index: Int, _ word: UInt32) -> Void) {
        let idLength = decimalLength(jobID)
        let timeLength = decimalLength(submitTime)
        // In the order of memory: the first character is the lowest byte. Put together in registers, since what was just
        // stored in other pieces is slow to be read.
        let id = digits(of: jobID, count: idLength) | UInt128(UInt8(ascii: "|")) &<< UInt128(idLength &* 8)
        // Behind the text stands the closing one bit.
        let time = digits(of: submitTime, count: timeLength) | 0x80 &<< UInt128(timeLength &* 8)
        let first = id | time &<< UInt128(idLength &* 8 &+ 8)
        let rest = UInt64(truncatingIfNeeded: time &>> UInt128(120 &- idLength &* 8))
        for index in 0..<4 { store(index, UInt32(truncatingIfNeeded: first &>> UInt128(32 &* index)).byteSwapped) }
        store(4, UInt32(truncatingIfNeeded: rest).byteSwapped)
        store(5, UInt32(truncatingIfNeeded: rest &>> 32).byteSwapped)
        store(15, UInt32(truncatingIfNeeded: (idLength &+ 1 &+ timeLength) &* 8))
    }

    /// The ASCII digits of a number without leading zeros, in memory order.
    ///
    /// - Parameter count: How many there are.
    @inline(__always)
    private static func digits(of value: UInt32, count: Int) -> UInt128 {
        let (millions, rest) = value.quotientAndRemainder(dividingBy: 100_000_000)
        let sixteen = UInt128(eightDigits(millions)) | UInt128(eightDigits(rest)) &<< 64
        return sixteen &>> UInt128(128 &- count &* 8)
    }

    /// Splits a number below 10^8 into digits in three steps on all its parts at once: 4 + 4, 2 + 2 + 2 + 2, then eight.
    ///
    /// The quotients by 100 and by 10 are multiplications: 5243 / 2^19 and 103 / 2^10 are exact for what fits there.
    @inline(__always)
    private static func eightDigits(_ value: UInt32) -> UInt64 {
        let value = UInt64(value)
        let upper = value / 10_000
        let fours = upper | (value &- upper &* 10_000) &<< 32
        let hundreds = ((fours &* 5243) &>> 19) & 0x0000_007F_0000_007F
        let twos = hundreds | (fours &- hundreds &* 100) &<< 16
        let tens = ((twos &* 103) &>> 10) & 0x000F_000F_000F_000F
        return tens | (twos &- tens &* 10) &<< 8 | 0x3030_3030_3030_3030
    }

    @inline(__always)
    private static func decimalLength(_ value: UInt32) -> Int {
        if value >= 10_000 {
            if value >= 100_000_000 { return value >= 1_000_000_000 ? 10 : 9 }
            if value >= 1_000_000 { return value >= 10_000_000 ? 8 : 7 }
            return value >= 100_000 ? 6 : 5
        }
        if value >= 100 { return value >= 1_000 ? 4 : 3 }
        return value >= 10 ? 2 : 1
    }
}
