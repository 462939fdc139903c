/// The text `<JobIDRaw>|<submit seconds>` as one padded SHA-1 block, made without a String.
enum FilterKeyMessage {
    /// The decimal digits of any UInt32, with leading zeros, fill this many bytes.
    private static let paddedLength = 16

    /// The words of the block that are zero whatever the identity: the text has at most 21 bytes, and the last word is its
    /// length. Who hashes many identities writes these zeros once.
    static let zeroWords = 6..<15

    /// Hands over the block's other words in order, as SHA-1 reads them (big-endian).
    @inline(__always)
    static func write(jobID: UInt32, submitTime: UInt32, _ store: (_ index: Int, _ word: UInt32) -> Void) {
        let (idHigh, idLow) = digits(of: jobID)
        let (timeHigh, timeLow) = digits(of: submitTime)
        let idLength = decimalLength(jobID)
        let length = idLength &+ 1 &+ decimalLength(submitTime)
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { scratch in
            guard let start = scratch.baseAddress.map({ $0 + paddedLength }) else { return }
            // Each number is written with its zeros in front, so that it ends in its place; what is written next covers
            // the zeros. Those of the first number lie before `start`, where nobody reads.
            let timeStart = start + (length &- paddedLength)
            timeStart.storeBytes(of: timeHigh, as: UInt64.self)
            (timeStart + 8).storeBytes(of: timeLow, as: UInt64.self)
            let idStart = start + (idLength &- paddedLength)
            idStart.storeBytes(of: idHigh, as: UInt64.self)
            (idStart + 8).storeBytes(of: idLow, as: UInt64.self)
            start.storeBytes(of: UInt8(ascii: "|"), toByteOffset: idLength, as: UInt8.self)
            // The closing one bit, and zeros at least up to byte 24.
            (start + length).storeBytes(of: 0x80, as: UInt64.self)
            (start + (length &+ 8)).storeBytes(of: 0, as: UInt64.self)
            (start + (length &+ 16)).storeBytes(of: 0, as: UInt64.self)
            for index in 0..<6 {
                store(index, UInt32(bigEndian: start.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self)))
            }
        }
        store(15, UInt32(truncatingIfNeeded: length &* 8))
    }

    /// Sixteen ASCII digits in memory order: the first eight and the last eight.
    @inline(__always)
    private static func digits(of value: UInt32) -> (UInt64, UInt64) {
        let (millions, rest) = value.quotientAndRemainder(dividingBy: 100_000_000)
        return (eightDigits(millions), eightDigits(rest))
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
