/// How the temporary files of atomic writes are told from all others: `.NAME.tmp-PID`.
package enum TemporaryName {
    /// Between the name of the file and the number of the process.
    package static let marker = ".tmp-"

    /// Whether a name in a directory is one of these.
    package static func matches(_ name: String) -> Bool {
        guard name.hasPrefix(".") else { return false }
        let digits = name.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
        return digits > 0 && name.utf8.dropLast(digits).suffix(marker.utf8.count).elementsEqual(marker.utf8)
    }
}
