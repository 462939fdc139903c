import Scoreboard
import Testing

/// The table against a dictionary, with the keys that it is for and with those that it is worst at.
@Suite struct IndexTableTests {
    /// Job ids in a row, ids that meet in the same slots, days and users in one word, and the ends of the numbers.
    private static let keys: [[UInt64]] = [
        (0..<3000).map { 43_900_000 + $0 },
        (0..<3000).map { $0 << 40 },
        (0..<3000).map { UInt64($0 % 31) << 32 | UInt64($0 / 31) },
        [0, .max, 1, .max - 1, 7, 8, 1 << 63],
    ]

    @Test(arguments: keys)
    func agreesWithADictionary(keys: [UInt64]) {
        var table = IndexTable()
        var known: [UInt64: Int] = [:]
        for (place, key) in (keys + keys.reversed()).enumerated() {
            #expect(table[key] == known[key])
            #expect(table.place(of: key, orPut: place) == known[key] ?? place)
            known[key] = known[key] ?? place
        }
        #expect(table.count == known.count)
        #expect(keys.allSatisfy { table[$0] == known[$0] })
    }

    @Test(arguments: keys)
    func whatIsPutReplacesWhatStoodThere(keys: [UInt64]) {
        var table = IndexTable()
        var known: [UInt64: Int] = [:]
        for (place, key) in (keys + keys).enumerated() {
            #expect(table.put(place, under: key) == known.updateValue(place, forKey: key))
        }
        #expect(keys.allSatisfy { table[$0] == known[$0] })
    }

    @Test func nothingIsLeftOfWhatWasRemoved() {
        var table = IndexTable()
        for key in UInt64(0)..<1000 { _ = table.put(Int(key), under: key) }
        table.removeAll()
        #expect(table.count == 0)
        #expect((UInt64(0)..<1000).allSatisfy { table[$0] == nil })
        #expect(table.place(of: 5, orPut: 17) == 17)
    }
}
