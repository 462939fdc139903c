@testable import BloomFilter
import SeededNumbers
import Storage

/// A way in which what stands at a path can be damaged.
struct Mutation: CustomStringConvertible {
    enum Kind: CaseIterable {
        case flip, flips, cut, empty, overwrite, append, swap, stranger, newer
        case missing, directory, fullDirectory, link, danglingLink, circularLink, pipe
    }

    var kind: Kind
    var seed: UInt64

    var description: String { "\(kind) \(seed)" }

    /// All kinds in turn, each at other places every time.
    init(_ number: UInt64) {
        kind = Kind.allCases[Int(number % UInt64(Kind.allCases.count))]
        seed = number
    }

    /// Damages the file in place.
    ///
    /// - Parameter strangers: The files that may be taken for it: of another month, of another kind.
    /// - Returns: False when nothing was changed.
    func apply(to path: String, strangers: [String], in content: inout MemoryFileSystem.Tree) -> Bool {
        guard case .file(let before) = content[path] else { return false }
        var random = SeededGenerator(seed: seed &* 31 &+ 7)
        let stranger = strangers[Int(random.next() % UInt64(strangers.count))]
        switch kind {
        case .missing: content[path] = nil
        case .directory: content[path] = .directory
        case .fullDirectory:
            content[path] = .directory
            content[path + "/inner"] = .file(before)
        case .link: content[path] = .link(stranger)
        case .danglingLink: content[path] = .link("/nowhere")
        case .circularLink: content[path] = .link(path)
        case .pipe: content[path] = .pipe
        case .stranger: content[path] = content[stranger]
        default: content[path] = .file(damaged(before, &random))
        }
        return content[path] != .file(before)
    }

    private func damaged(_ before: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = before
        func place() -> Int { Int(random.next() % UInt64(max(1, bytes.count))) }
        switch kind {
        case .newer: return Mutation.newer(bytes)
        case .empty: return []
        case .cut: bytes.removeLast(bytes.count - place())
        case .append: bytes += (0...random.next() % 40).map { UInt8(truncatingIfNeeded: $0) }
        case .flip where !bytes.isEmpty: bytes[place()] ^= 1 << UInt8(random.next() % 8)
        case .flips where !bytes.isEmpty:
            for _ in 0...random.next() % 20 { bytes[place()] ^= 1 << UInt8(random.next() % 8) }
        case .overwrite where !bytes.isEmpty:
            for index in place()..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
        case .swap where bytes.count > 1: bytes.swapAt(place(), place())
        default: bytes = [0]
        }
        return bytes
    }

    /// The file as a newer program would write it: whole, and with a higher version.
    static func newer(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: Array("SLSBSTND".utf8)) {
            var file = bytes
            file[8] = 9
            return file
        }
        guard bytes.first != UInt8(ascii: "{"), bytes.count >= BinaryHeader.length else {
            return ChecksummedJSON.encode(version: 9) { $0.member("from", "the future") }
        }
        var file = bytes
        file[8] = 9
        let checksum = file.withUnsafeBytes { BinaryHeader.checksum(of: $0) }
        file.withUnsafeMutableBytes {
            $0.storeBytes(of: checksum.littleEndian, toByteOffset: BinaryHeader.checksumOffset, as: UInt64.self)
        }
        return file
    }
}
