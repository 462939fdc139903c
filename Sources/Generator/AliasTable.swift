/// Draws an index with a probability proportional to its weight, in constant time.
///
/// Walker's alias method with Vose's construction: "A Linear Algorithm for Generating Random Numbers with a Given
/// Distribution" (1991).
struct AliasTable {
    private struct Slot {
        /// The slot keeps its own index below this bound (of 2^32), else it gives the alias.
        var keepBelow: UInt32
        var alias: UInt32
    }

    private let slots: [Slot]

    /// - Parameter weights: at least one, none negative. When all are zero, every index is equally likely.
    init(weights: [Double]) {
        precondition(!weights.isEmpty, "an alias table needs a weight")
        let sum = weights.reduce(0, +)
        let count = weights.count
        var scaled = sum > 0 ? weights.map { $0 * Double(count) / sum } : weights.map { _ in 1 }
        var slots = (0..<count).map { Slot(keepBelow: .max, alias: UInt32($0)) }
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let poor = small.popLast(), let rich = large.last {
            slots[poor] = Slot(keepBelow: UInt32(scaled[poor] * 0x1p32), alias: UInt32(rich))
            scaled[rich] -= 1 - scaled[poor]
            if scaled[rich] < 1 {
                large.removeLast()
                small.append(rich)
            }
        }
        self.slots = slots
    }

    @inline(__always)
    func draw(_ random: inout SplitMix) -> Int {
        let bits = random.next()
        return slots.withUnsafeBufferPointer { slots in
            let index = Int(((bits >> 32) &* UInt64(slots.count)) >> 32)
            let slot = slots[index]
            return UInt32(truncatingIfNeeded: bits) < slot.keepBelow ? index : Int(slot.alias)
        }
    }
}
