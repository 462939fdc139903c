import Scoreboard

extension Field {
    /// Seconds since the epoch, or an ISO 8601 time, which is taken as UTC whatever the machine's time zone.
    ///
    /// - Returns: Nil for `Unknown`, `None` and an empty field: not yet, or never.
    /// - Throws: `badTime` for anything else.
    @inline(__always)
    func time(_ days: inout DayCache) throws(FieldError) -> Timestamp? {
        guard count > 0 else { return nil }
        if count <= 11, base[0] &- UInt8(ascii: "0") <= 9 {
            guard let seconds = shortNumber else { throw FieldError(kind: .badTime) }
            guard seconds <= ValueLimits.time else { throw FieldError(kind: .badTime) }
            return Timestamp(seconds: seconds)
        }
        return try wordOrCalendarTime(&days)
    }

    private func wordOrCalendarTime(_ days: inout DayCache) throws(FieldError) -> Timestamp? {
        if equals("Unknown") || equals("None") { return nil }
        guard count == 19, base[10] == UInt8(ascii: "T"), base[13] == UInt8(ascii: ":"), base[16] == UInt8(ascii: ":"),
            let hour = twoDigits(at: 11), let minute = twoDigits(at: 14), let second = twoDigits(at: 17),
            hour < 24, minute < 60, second <= 60
        else { throw FieldError(kind: .badTime) }
        guard let day = days.day(prefix(10)) else { throw FieldError(kind: .badTime) }
        let time = day.start + (hour * 3600 + minute * 60 + second)
        guard (0...ValueLimits.time).contains(time.seconds) else { throw FieldError(kind: .badTime) }
        return time
    }

    fileprivate func twoDigits(at index: Int) -> Int64? {
        let tens = base[index] &- UInt8(ascii: "0")
        let ones = base[index + 1] &- UInt8(ascii: "0")
        return tens <= 9 && ones <= 9 ? Int64(tens) * 10 + Int64(ones) : nil
    }

    /// `[DD-][HH:]MM:SS[.mmm]` in milliseconds; zero for an empty field.
    ///
    /// - Throws: `badTime`, or `overflow` above 68 years of CPU time for each of 2^24 CPUs.
    func cpuMilliseconds() throws(FieldError) -> Int64 {
        guard count > 0 else { return 0 }
        guard let seconds = try clockMilliseconds() else { throw FieldError(kind: .badTime) }
        return seconds
    }

    /// `[DD-]HH:MM:SS` in whole seconds.
    ///
    /// - Throws: `badTime`, or `overflow` above ``ValueLimits/elapsedSeconds``.
    func elapsedSeconds() throws(FieldError) -> Int64 {
        guard let milliseconds = try clockMilliseconds() else { throw FieldError(kind: .badTime) }
        guard milliseconds / 1000 <= ValueLimits.elapsedSeconds else { throw FieldError(kind: .overflow) }
        return milliseconds / 1000
    }

    private func clockMilliseconds() throws(FieldError) -> Int64? {
        var total: Int64 = 0
        var number: Int64 = 0
        var digits = 0
        var fractionScale: Int64 = 0
        var fraction: Int64 = 0
        for index in 0..<count {
            let byte = base[index]
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") {
                guard digits > 0, fractionScale == 0 else { return nil }
                total = (total + number) * (byte == UInt8(ascii: "-") ? 24 : 60)
                number = 0
                digits = 0
            } else if byte == UInt8(ascii: ".") {
                guard digits > 0, fractionScale == 0 else { return nil }
                fractionScale = 1000
            } else {
                let digit = byte &- UInt8(ascii: "0")
                guard digit <= 9 else { return nil }
                if fractionScale > 0 {
                    fractionScale /= 10
                    fraction += Int64(digit) * fractionScale
                    if fractionScale == 0 { fractionScale = -1 }
                    continue
                }
                guard fractionScale == 0 || fractionScale == -1 else { return nil }
                if fractionScale == -1 { continue }
                digits += 1
                guard digits <= 12 else { throw FieldError(kind: .overflow) }
                number = number * 10 + Int64(digit)
            }
            guard total + number <= 1 << 40 else { throw FieldError(kind: .overflow) }
        }
        guard digits > 0 else { return nil }
        return (total + number) * 1000 + fraction
    }
}
