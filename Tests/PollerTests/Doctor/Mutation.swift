import Foundation

/// A way in which a file can be damaged.
struct Mutation: CustomStringConvertible {
    enum Kind: CaseIterable {
        case flip, cut, empty, overwrite, append, swap, directory
    }

    var kind: Kind
    var seed: UInt64

    var description: String { "\(kind) \(seed)" }

    static func random(_ seed: UInt64) -> Mutation {
        var random = SplitMix(seed)
        return Mutation(kind: Kind.allCases[Int(random.next() % UInt64(Kind.allCases.count))], seed: seed)
    }

    /// Damages the file in place.
    func apply(to path: String) throws {
        var random = SplitMix(seed &* 31 &+ 7)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        func place() -> Int { Int(random.next() % UInt64(max(1, bytes.count))) }
        switch kind {
        case .flip where !bytes.isEmpty: bytes[place()] ^= 1 << UInt8(random.next() % 8)
        case .cut: bytes.removeLast(bytes.count - place())
        case .empty, .flip: bytes = []
        case .overwrite where !bytes.isEmpty:
            for index in place()..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
        case .append, .overwrite: bytes += (0...random.next() % 40).map { UInt8(truncatingIfNeeded: $0) }
        case .swap where bytes.count > 1:
            bytes.swapAt(place(), place())
        case .swap: bytes = [0]
        case .directory:
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            return
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}

/// Steele, Lea and Flood's SplitMix: the same seed gives the same numbers.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
