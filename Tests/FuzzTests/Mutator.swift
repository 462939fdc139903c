import SeededNumbers

/// Changes bytes as damage, cut files and broken programs do.
struct Mutator {
    /// What is put in between besides random bytes.
    var tokens: [[UInt8]]

    init(tokens: [String]) {
        self.tokens = tokens.map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xCC, 0x80]]
    }

    /// - Parameter other: Bytes of the same kind, of which parts are taken in.
    func mutate(_ bytes: inout [UInt8], splicing other: [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else {
            bytes = [random.byte()]
            return
        }
        let place = random.below(bytes.count)
        switch random.below(9) {
        case 0: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1: bytes[place] = random.byte()
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(12)))
        case 3: bytes.insert(contentsOf: tokens[random.below(tokens.count)], at: place)
        case 4:
            let end = min(bytes.count, place + 1 + random.below(40))
            bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count))
        case 5:
            guard !other.isEmpty else { return }
            let from = random.below(other.count)
            let part = other[from..<min(other.count, from + 1 + random.below(80))]
            bytes.replaceSubrange(place..<min(bytes.count, place + random.below(80)), with: part)
        case 6: bytes.swapAt(place, random.below(bytes.count))
        case 7:
            let token = tokens[random.below(tokens.count)]
            bytes.replaceSubrange(place..<min(bytes.count, place + token.count), with: token)
        default:
            if random.below(4) == 0 { bytes.removeLast(bytes.count - place) } else { bytes[place] &+= 1 }
        }
    }
}
