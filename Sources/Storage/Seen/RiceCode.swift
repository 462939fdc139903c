/// Rice's code for small numbers; how it is written stands at ``IdentitySetCodec``.
enum RiceCode {
    /// From so many ones on, a number is written as it is.
    static let escapeLength = 20
    /// The longest code, in bits.
    static let maximumLength = escapeLength + 32

    @inline(__always)
    static func read(_ reader: inout BitReader, parameter: UInt64) -> UInt32 {
        let ones = reader.countOnes()
        if ones >= escapeLength {
            reader.skip(escapeLength)
            return UInt32(truncatingIfNeeded: reader.bits(32))
        }
        reader.skip(ones &+ 1)
        return UInt32(truncatingIfNeeded: UInt64(ones) &<< parameter | reader.bits(parameter))
    }

    /// The code's bits, lowest first, and how many they are.
    @inline(__always)
    static func code(_ value: UInt32, parameter: UInt64) -> (bits: UInt64, length: Int) {
        let value = UInt64(value)
        let quotient = value &>> parameter
        if quotient >= escapeLength {
            return (value &<< escapeLength | (1 &<< escapeLength &- 1), maximumLength)
        }
        let rest = value & (1 &<< parameter &- 1)
        let ones: UInt64 = 1 &<< quotient &- 1
        return (rest &<< (quotient &+ 1) | ones, Int(quotient &+ 1 &+ parameter))
    }

    /// The parameter, 0 to 31, that makes a block about the shortest; the smallest when several do.
    ///
    /// - Parameter widths: how many of the block's numbers have so many significant bits, for 0 to 32. A number of w bits is
    ///   taken for the middle of its kind, 3 × 2^(w − 2).
    static func bestParameter(forWidths widths: UnsafeBufferPointer<UInt32>) -> UInt64 {
        var best = (parameter: 0, cost: Int.max)
        let widest = widths.lastIndex { $0 > 0 } ?? 0
        for parameter in 0...min(widest, 31) {
            var cost = 0
            for width in 0...widest where widths[width] > 0 {
                cost &+= Int(widths[width]) &* typicalLength(width: width, parameter: parameter)
            }
            if cost < best.cost { best = (parameter, cost) }
        }
        return UInt64(best.parameter)
    }

    private static func typicalLength(width: Int, parameter: Int) -> Int {
        guard width > parameter else { return parameter &+ 1 }
        let quotient = width == 1 ? 1 : (3 &<< (width &- 1)) &>> (parameter &+ 1)
        return quotient >= escapeLength ? maximumLength : quotient &+ 1 &+ parameter
    }
}
