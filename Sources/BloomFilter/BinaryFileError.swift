/// Why bytes are not the file that they should be. Nothing of a file that throws one of these is used.
package enum BinaryFileError: Error, Equatable, Sendable {
    /// The file ends before its header or its contents do.
    case truncated(expectedBytes: Int, foundBytes: Int)
    /// There is more in the file than its header announces.
    case trailingBytes(expectedBytes: Int, foundBytes: Int)
    /// The file does not begin as this kind of file begins.
    case wrongMagic(expected: String)
    /// The file is of a version that this program does not read.
    case unsupportedVersion(found: UInt32, supported: UInt32)
    /// The contents are not what was written.
    case checksumMismatch(stored: UInt64, computed: UInt64)
    /// The checksum is right and a field is impossible: the program that wrote the file was at fault.
    case invalidField(name: String, value: String)
}

extension BinaryFileError: CustomStringConvertible {
    /// What is wrong; the caller adds which file it is.
    package var description: String {
        switch self {
        case .truncated(let expected, let found):
            "the file is cut short: \(found) bytes of \(expected)"
        case .trailingBytes(let expected, let found):
            "the file is too long: \(found) bytes instead of \(expected)"
        case .wrongMagic(let expected):
            "the file does not begin with “\(expected)”: it is of another kind, or its beginning is lost"
        case .unsupportedVersion(let found, let supported):
            "the file is of format version \(found), and this program reads version \(supported)"
        case .checksumMismatch(let stored, let computed):
            "the contents are damaged: checksum \(Self.hexadecimal(computed)) instead of \(Self.hexadecimal(stored))"
        case .invalidField(let name, let value):
            "the field \(name) cannot be \(value)"
        }
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
