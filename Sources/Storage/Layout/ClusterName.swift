/// The name of a cluster, fit to be a directory's name.
///
/// Slurm compares cluster names without regard to case and stores them in lower case, so that is what is kept.
package struct ClusterName: Hashable, Comparable, Sendable {
    /// 1 to 64 characters: `a-z`, `0-9`, `_`, `-` and `.`, the first a letter or a digit.
    package let text: String

    /// In characters.
    package static let maximumLength = 64

    /// A name that no cluster may have, because it would not be a safe name of a directory.
    package struct Invalid: Error, Hashable, Sendable, CustomStringConvertible {
        package let text: String

        package var description: String {
            "\(text.prefix(80).debugDescription) is no name of a cluster: use 1 to \(ClusterName.maximumLength) of "
                + "a-z 0-9 _ - . with a letter or a digit first, as in the output of: sacctmgr show cluster"
        }
    }

    /// - Parameter text: Upper-case ASCII letters are made lower-case.
    package init(_ text: String) throws(Invalid) {
        let lowered = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        guard (1...ClusterName.maximumLength).contains(lowered.count), ClusterName.isAlphanumeric(lowered[0]),
            lowered.allSatisfy({ ClusterName.isAlphanumeric($0) || "_-.".utf8.contains($0) })
        else { throw Invalid(text: text) }
        self.text = String(decoding: lowered, as: UTF8.self)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    package static func < (left: ClusterName, right: ClusterName) -> Bool {
        ByteOrder.precedes(left.text, right.text)
    }
}

extension ClusterName: CustomStringConvertible {
    package var description: String { text }
}
