import Foundation
import SeededNumbers
import Storage
import Testing

/// Numbers as text: exact both ways.
@Suite struct JSONNumberTests {
    private static func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func hours(_ seconds: Int128) -> String { written { $0.exactHours(seconds: seconds) } }

    private static func secondsRead(_ text: String) throws -> Int128 {
        var reader = JSONReader(Array(text.utf8))
        return try reader.seconds()
    }

    @Test(arguments: [
        (0, "0"), (1, "0.0002777777777777778"), (60, "0.016666666666666666"), (1800, "0.5"), (3600, "1"),
        (5400, "1.5"), (3_600_000_000, "1000000"), (1_000_000_000_000_000, "277777777777.7778"),
        // Beyond: four decimals. 10^15 + 1 seconds are 277777777777 hours and 2801 / 3600.
        (1_000_000_000_000_001, "277777777777.7781"),
        (3_600_000_000_000_000, "1000000000000"),
    ])
    func `Hours are the shortest text of the quotient`(seconds: Int, text: String) throws {
        #expect(Self.hours(Int128(seconds)) == text)
        #expect(try Self.secondsRead(text) == Int128(seconds))
    }

    @Test func `Seconds come back from hours, for us and for a reader with doubles`() throws {
        var random = SeededGenerator(seed: 7)
        var values: [Int128] = (0...20_000).map { Int128($0) }
        for _ in 0..<100_000 {
            values.append(Int128(Int64.random(in: 0...(1 << Int64.random(in: 1...49, using: &random)), using: &random)))
        }
        values += (0..<1000).map { 1_000_000_000_000_000 - Int128($0) }
        for seconds in values {
            let text = Self.hours(seconds)
            #expect(try Self.secondsRead(text) == seconds)
            let double = try #require(Double(text))
            #expect(Int128((double * 3600).rounded()) == seconds)
        }
        for shift in 50...125 {
            let seconds = Int128(1) << Int128(shift) + Int128(shift)
            #expect(try Self.secondsRead(Self.hours(seconds)) == seconds)
        }
    }

    @Test(arguments: [
        ("0", "0"), ("1", "0.000001"), ("1000000", "1"), ("1024000", "1.024"), ("4300000", "4.3"),
        ("32000000000", "32000"), ("999999", "0.999999"), ("100000", "0.1"), ("-1500000", "-1.5"),
        ("170141183460469231731687303715884105727", "170141183460469231731687303715884.105727"),
    ])
    func `Megabytes are exact`(bytes: String, text: String) throws {
        let count = try #require(Int128(bytes))
        #expect(Self.written { $0.exactMegabytes(bytes: count) } == text)
        guard count >= 0 else { return }
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.bytesFromMegabytes() == count)
    }

    @Test(arguments: [
        ("0", 0.0), ("-0", 0.0), ("1e3", 1000), ("0.1", 0.1), ("1E-2", 0.01),
        ("123456789012345678901234567890", 1.2345678901234568e29),
        ("2.2250738585072009e-308", Double.leastNormalMagnitude.nextDown), ("5e-324", Double.leastNonzeroMagnitude),
        ("1.7976931348623157e308", 1.7976931348623157e308), ("1e-99999999999999999999", 0),
        ("9007199254740993", 9007199254740992), ("0.30000000000000004", 0.30000000000000004),
    ])
    func `Doubles are the nearest`(text: String, value: Double) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.double() == value)
    }

    @Test func `Doubles come back bit for bit`() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<100_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite, value != 0 else { continue }
            let text = Self.written { $0.number(value) }
            var reader = JSONReader(Array(text.utf8))
            #expect(try reader.double().bitPattern == value.bitPattern, "\(text)")
        }
    }

    @Test(arguments: [
        "", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x10", "NaN", "Infinity", "-a", "1e999", "--1",
    ])
    func `What is no number is refused`(text: String) {
        #expect(throws: JSONError.self) {
            var reader = JSONReader(Array(text.utf8))
            _ = try reader.double()
            try reader.finish()
        }
    }

    @Test(arguments: ["1.5", "-1", "256", "1e3", "99999999999999999999999999999999999999999999"])
    func `A count that does not fit is refused`(text: String) {
        #expect(throws: JSONError.self) {
            var reader = JSONReader(Array(text.utf8))
            let _: UInt8 = try reader.count()
        }
    }

    @Test(arguments: [("255", 255), ("2.0", 2), ("2e2", 200), ("0e99999", 0), ("-0", 0)])
    func `A whole number may be written in other ways`(text: String, value: Int) throws {
        var reader = JSONReader(Array(text.utf8))
        let read: UInt8 = try reader.count()
        #expect(Int(read) == value)
    }
}
