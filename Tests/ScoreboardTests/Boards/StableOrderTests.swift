import Scoreboard
import SeededNumbers
import Testing

@Suite struct StableOrderTests {
    @Test(arguments: 0..<20) func `It is a stable sort by the number`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let special: [Double] = [
            0, -0.0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude, 1e300, .greatestFiniteMagnitude, 0.1,
        ]
        let count = Int.random(in: 0...(seed == 0 ? 6000 : 300), using: &dice)
        let values = (0..<count).map { _ in
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: special.randomElement(using: &dice)!
            case 1: Double(Int.random(in: 0..<9, using: &dice))
            default: Double.random(in: -1e6...1e6, using: &dice)
            }
        }
        let start = (0..<Int32(count)).shuffled(using: &dice)
        for descending in [false, true] {
            var order = start
            StableOrder.sort(&order, descending: descending) { values[$0] }
            // The place settles equal numbers, as no sort of the library promises to be stable.
            let expected = start.enumerated().sorted { left, right in
                let (value, other) = (values[Int(left.element)], values[Int(right.element)])
                return value == other ? left.offset < right.offset : (value < other) != descending
            }
            #expect(order == expected.map(\.element))
        }
    }

    /// Numbers that differ in their last bits alone, in an order that moves every one of them; a few thousand and a few hundred.
    @Test(arguments: [300, 5000]) func `Numbers that lie close together are put in order too`(count: Int) {
        var dice = SeededGenerator(seed: 9)
        let values = (0..<count).map { 1 + Double($0) * .ulpOfOne }
        let turned = Array((0..<Int32(count)).reversed())
        for start in [turned, turned.shuffled(using: &dice)] {
            var order = start
            StableOrder.sort(&order) { values[$0] }
            #expect(order == Array(0..<Int32(count)))
            StableOrder.sort(&order, descending: true) { values[$0] }
            #expect(order == turned)
        }
        // Pairs of the same: their order stays, whatever else is moved.
        var order = turned
        StableOrder.sort(&order) { values[$0 / 2 * 2] }
        #expect(order == (0..<Int32(count)).map { $0 ^ 1 })
    }
}
