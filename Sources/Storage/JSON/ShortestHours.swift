/// The shortest decimal of a Double that is a whole number of seconds / 3600: what `description` gives, without a string.
///
/// It can be told from the seconds, since the distance between the quotient and the Double nearest to it is known exactly.
enum ShortestHours {
    /// A decimal, digits / 10^places; nil where this way does not lead to it.
    ///
    /// The Double is m · 2^-e. In units of 2^-e / 3600 it lies `error` away from the quotient, at most 1800 to either side,
    /// and so far do those numbers lie from it at most that are read as the same Double. Of the decimals with so many
    /// places the nearest to the Double is taken, and of the numbers of places the smallest with which that is near enough.
    ///
    /// - Parameter seconds: Any; an answer is there from 36 to 3.6e14.
    static func decimal(seconds: Int64) -> (digits: UInt64, places: Int)? {
        guard (36..<360_000_000_000_000).contains(seconds) else { return nil }
        let magnitude = UInt64(seconds)
        // 10,000 / 3600 is 25 / 9: these end after four places, with 15 digits at most, which no other decimal of as few
        // shares its Double with.
        if magnitude % 9 == 0 { return (magnitude / 9 * 25, 4) }
        let hours = Double(magnitude) / 3600
        let significand = hours.significandBitPattern
        // Below a power of two the numbers are closer.
        guard significand != 0 else { return nil }
        let exponent = 52 - Int(hours.exponent)
        let error = Int64(
            bitPattern: (significand | 1 << 52) &* 3600 &- (exponent < 64 ? magnitude &<< UInt64(exponent) : 0))
        // As 2^-exponent, put together from its bits.
        let unit = Double(bitPattern: UInt64(1023 - exponent) << 52)
        let leading = 15 - digitCount(seconds)
        for places in leading...leading + 2 {
            let power = PlainNumber.powerOfTen(places)
            let product = magnitude.multipliedFullWidth(by: power)
            let (below, rest) = UInt64(3600).dividingFullWidth(product)
            // Where the Double lies above `below`, in units of the last place.
            let scale = Double(power) * unit
            let distance = Double(rest) / 3600 + Double(error) * scale / 3600
            let steps = Int64(distance + 1000.5) - 1000
            let gap = abs(distance - Double(steps))
            // Too near to call: floating point errs less than this.
            let margin = 1e-9
            if gap > 0.5 - margin || abs(gap - scale / 2) < margin * scale { return nil }
            if gap < scale / 2 {
                // With fewer places too, perhaps.
                if places == leading { return nil }
                return (UInt64(Int64(below) + steps), places)
            }
        }
        return nil
    }

    /// How many digits the hours have before the point; 0 for less than one hour, and -1 for less than a tenth.
    private static func digitCount(_ seconds: Int64) -> Int {
        if seconds < 3600 { return seconds < 360 ? -1 : 0 }
        var (count, bound): (Int, Int64) = (1, 36_000)
        while seconds >= bound { (count, bound) = (count + 1, bound * 10) }
        return count
    }
}
