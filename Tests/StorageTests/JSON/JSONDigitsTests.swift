import Storage
import Testing

/// Whole numbers as the standard library prints them.
@Suite struct JSONDigitsTests {
    private static let numbers: [Int128] = {
        var numbers: [Int128] = [0, Int128(Int64.max), Int128(Int64.min), Int128(UInt64.max), .max, .min]
        var power: Int128 = 1
        for _ in 0..<38 {
            numbers += [power - 1, power, power + 1, -power]
            power *= 10
        }
        return numbers
    }()

    @Test(arguments: numbers)
    func areExact(number: Int128) {
        var writer = JSONWriter()
        writer.integer(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(number)")
    }

    @Test func aLongTextGrowsByParts() {
        var writer = JSONWriter()
        writer.beginArray()
        for number in 0..<5000 { writer.integer(number) }
        writer.endArray()
        let numbers = (0..<5000).map(String.init).joined(separator: ",")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[\(numbers)]")
    }
}
