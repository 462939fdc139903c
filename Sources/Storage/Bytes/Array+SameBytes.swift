import Scoreboard

extension [UInt8] {
    /// The same as `==`, which compares one byte after the other.
    package func isSame(as other: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in other.withUnsafeBytes { bytes.isSame(as: $0) } }
    }
}
