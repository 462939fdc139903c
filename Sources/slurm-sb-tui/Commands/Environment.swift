import Glibc
import Storage

/// A variable of the environment; nil when it is not set or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}

/// The whole environment.
func wholeEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    guard let bytes = try? PosixFileSystem().read("/proc/self/environ") else { return variables }
    for entry in bytes.split(separator: 0) {
        let sides = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { continue }
        variables[String(decoding: sides[0], as: UTF8.self)] = String(decoding: sides[1], as: UTF8.self)
    }
    return variables
}
