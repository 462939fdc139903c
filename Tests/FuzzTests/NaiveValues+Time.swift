import Sacct

extension NaiveValues {
    /// Seconds since 1970; nil without a defect for a time that is not, or not yet.
    mutating func time(_ field: String) -> Int64? {
        guard let text = self[field], !text.isEmpty, text != "Unknown", text != "None" else { return nil }
        let digits = Array(text.utf8)
        if digits.count <= 11, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
            if let seconds = Int64(text), seconds <= 4_294_967_295 { return seconds }
        } else if let seconds = calendarTime(digits), (0...4_294_967_295).contains(seconds) {
            return seconds
        }
        defects.insert(.badTime)
        return nil
    }

    /// `YYYY-MM-DDTHH:MM:SS` in UTC; a leap second may be named.
    private func calendarTime(_ text: [UInt8]) -> Int64? {
        guard text.count == 19 else { return nil }
        for (index, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] {
            guard text[index] == mark.utf8.first else { return nil }
        }
        let numbers = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { range -> Int64? in
            guard text[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return Int64(String(decoding: text[range], as: UTF8.self))
        }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2], let hour = numbers[3],
            let minute = numbers[4], let second = numbers[5], year > 0, (1...12).contains(month), hour < 24,
            minute < 60, second <= 60
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, day <= lengths[Int(month) - 1] else { return nil }
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400
        // 719,162 days lie before 1970.
        let days = before * 365 + leapDays - 719_162 + lengths[..<(Int(month) - 1)].reduce(0, +) + day - 1
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// Groups of digits, `-` behind days and `:` behind hours and minutes, decimals at the end; in milliseconds.
    ///
    /// - Parameter limit: Of seconds; with one the value must be there, without one an empty value is zero.
    mutating func clock(_ field: String, limit: Int64?) -> Int64? {
        guard let text = self[field] else { return nil }
        if text.isEmpty, limit == nil { return 0 }
        var total: Int128 = 0
        var digits = ""
        var decimals: String?
        var (isWrong, isTooLarge) = (false, false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9" where decimals != nil: decimals?.unicodeScalars.append(scalar)
            case "0"..."9":
                digits.unicodeScalars.append(scalar)
                isTooLarge = digits.utf8.count > 12
            case "-", ":":
                isWrong = digits.isEmpty || decimals != nil
                total = (total + (Int128(digits) ?? 0)) * (scalar == "-" ? 24 : 60)
                digits = ""
            case ".":
                isWrong = digits.isEmpty || decimals != nil
                decimals = ""
            default: isWrong = true
            }
            if !isWrong, total + (Int128(digits) ?? 0) > 1 << 40 { isTooLarge = true }
            if isTooLarge || isWrong { break }
        }
        if !isTooLarge, digits.isEmpty { isWrong = true }
        let seconds = total + (Int128(digits) ?? 0)
        if !isWrong, let limit, seconds > Int128(limit) { isTooLarge = true }
        if isWrong { defects.insert(.badTime) }
        if isTooLarge { defects.insert(.overflow) }
        guard !isWrong, !isTooLarge else { return nil }
        let fraction = Int64(((decimals ?? "") + "000").prefix(3)) ?? 0
        return Int64(seconds) * 1000 + fraction
    }
}
