/// A release of Slurm, for instance 22.05.8.
package struct SlurmVersion: Hashable, Comparable, Sendable, LosslessStringConvertible {
    package var major: Int
    package var minor: Int
    package var patch: Int

    package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `22.05`, `22.05.8`, `slurm 22.05.8`, `slurm-wlm 22.05.8`; what follows the numbers (`-rc1`) is ignored.
    package init?(_ text: String) {
        guard let word = text.split(whereSeparator: \.isWhitespace).last else { return nil }
        let numbers = word.split(separator: ".").map { part in Int(part.prefix { $0.isASCII && $0.isNumber }) }
        guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
        self.init(major, minor, numbers.count > 2 ? numbers[2] ?? 0 : 0)
    }

    package var description: String {
        "\(major).\(minor < 10 ? "0" : "")\(minor).\(patch)"
    }

    package static func < (left: SlurmVersion, right: SlurmVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
