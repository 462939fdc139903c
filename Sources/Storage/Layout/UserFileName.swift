/// The name of a user's file, safe for any name that accounting may hold.
///
/// `a-z 0-9 _ -` stand for themselves, and so does `.` between two other characters. Every other byte of the name's
/// UTF-8 is `%` and two upper-case hexadecimal digits. The empty name is `%`. A name whose escaped form is longer than
/// 200 bytes is `%%`, the first of its escaped characters, `%-` and 32 hexadecimal digits of its hash (FNV-1a, 128
/// bits): this form does not give the name back, the file's own `username` does. The three forms cannot be taken for
/// each other, as an escaped name never has `%` without two digits. All end in `.json`.
package struct UserFileName: Hashable, Sendable {
    /// With the extension, without a directory.
    package let text: String

    /// At the end of every name.
    package static let fileExtension = ".json"
    /// Of the escaped name, in bytes: a file system's 255, less the extension and the marks of temporary files.
    package static let maximumEscapedLength = 200

    package init(user: String) {
        let length = user.utf8.count
        let standsForItself =
            (1...UserFileName.maximumEscapedLength).contains(length)
            && user.utf8.allSatisfy(UserFileName.isPlain)
        let stem = standsForItself ? user : UserFileName.stem(Array(user.utf8))
        text = stem + UserFileName.fileExtension
    }

    /// The user whose file has this name; nil for a name that is no user's, and for the long form.
    package static func user(ofFile name: String) -> String? {
        guard name.hasSuffix(fileExtension) else { return nil }
        let stem = Array(name.utf8.dropLast(fileExtension.utf8.count))
        guard stem != [percent] else { return "" }
        var bytes: [UInt8] = []
        var index = 0
        while index < stem.count {
            guard stem[index] == percent else {
                bytes.append(stem[index])
                index += 1
                continue
            }
            guard index + 2 < stem.count, let high = hexValue(stem[index + 1]), let low = hexValue(stem[index + 2])
            else { return nil }
            bytes.append(high << 4 | low)
            index += 3
        }
        guard let user = String(validating: bytes, as: UTF8.self), UserFileName(user: user).text == name else {
            return nil
        }
        return user
    }

    private static let percent = UInt8(ascii: "%")
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func stem(_ name: [UInt8]) -> String {
        if name.isEmpty { return "%" }
        let escaped = name.indices.map { escape(name, at: $0) }
        guard escaped.reduce(0, { $0 + $1.count }) > maximumEscapedLength else {
            return String(decoding: escaped.joined(), as: UTF8.self)
        }
        var start: [UInt8] = []
        for character in escaped {
            if start.count + character.count > maximumEscapedLength - 36 { break }
            start += character
        }
        return "%%" + String(decoding: start, as: UTF8.self) + "%-" + hash(name)
    }

    private static func escape(_ name: [UInt8], at index: Int) -> [UInt8] {
        let byte = name[index]
        let isInnerPoint = byte == UInt8(ascii: ".") && index > 0 && index < name.count - 1
        if isPlain(byte) || isInnerPoint { return [byte] }
        return [percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// Whether a byte stands for itself wherever it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        digits.firstIndex(of: digit).map(UInt8.init)
    }

    /// FNV-1a with 128 bits: draft-eastlake-fnv, offset basis and prime as given there.
    private static func hash(_ bytes: [UInt8]) -> String {
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - text.utf8.count) + text
    }
}
