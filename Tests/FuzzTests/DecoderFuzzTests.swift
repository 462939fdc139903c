import BloomFilter
import SeededNumbers
import Storage
import Testing

/// Bytes thrown at every decoder of a file: an error of its own kind or a value that holds, never a crash.
@Suite struct DecoderFuzzTests {
    private static let tokens = [
        "{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800", "\\", "null", "true", "-", "-1", "0", "1e400",
        "1e-400",
        "0.000000000000000000000000000000000000001", "99999999999999999999999999999999999999999", "\"checksum\":\"",
        "9223372036854775807", "-9223372036854775808", "18446744073709551615",
        "170141183460469231731687303715884105727",
        "\"username\":", "\"days\":", "\"columns\":", "\"../../x\"", "\"0001-01-01\"", "\"9999-12-31\"",
        "\"9999-12-31T23:59:59Z\"", "[[[[[[[[[[[[[[[[", "\u{7f}\u{7f}\u{7f}\u{7f}",
        "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
    ]

    @Test(arguments: ValidFile.all().map(\.name))
    func `A decoder gives a value or an error of its own, whatever it is given`(name: String) throws {
        let all = ValidFile.all()
        let file = try #require(all.first { $0.name == name })
        try file.decode(file.bytes)
        #expect(file.reseal(file.bytes) == file.bytes, "the frame must be understood")
        let mutator = Mutator(tokens: Self.tokens)
        let inputs = 5000 * FuzzBudget.factor
        var random = SeededGenerator(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        var (values, errors) = (0, 0)
        let begun = ContinuousClock.now
        for number in 0..<inputs {
            var bytes = file.bytes
            if number % 16 == 0 {
                bytes = (0..<random.below(300)).map { _ in random.byte() }
                if number % 32 == 0 { bytes = Array(file.bytes.prefix(random.below(80))) + bytes }
            } else {
                for _ in 0..<[1, 1, 1, 2, 3, 4][random.below(6)] {
                    switch random.below(4) {
                    case 0: Self.putExtreme(in: &bytes, &random)
                    case 1: Self.replaceNumber(in: &bytes, &random)
                    default: mutator.mutate(&bytes, splicing: all[random.below(all.count)].bytes, &random)
                    }
                }
            }
            // Two of three pass the frame, so that what is inside is looked at.
            if number % 3 != 0 { bytes = file.reseal(bytes) }
            do {
                try file.decode(bytes)
                values += 1
            } catch let error as ValidFile.Wrong {
                Issue.record("\(name), input \(number): \(error): \(bytes)")
                return
            } catch {
                let isOwn =
                    error is DamagedFile || error is JSONError || error is BinaryFileError
                    || error is ValidFile.Unreadable
                #expect(isOwn, "\(name), input \(number): \(error)")
                errors += 1
            }
        }
        FuzzBudget.report(name, inputs: inputs, since: begun, note: ": \(values) values, \(errors) errors")
        #expect(errors > inputs / 10)
        #expect(values > 0, "no damaged file came past the frame")
    }

    /// The largest and smallest numbers as binary formats hold them.
    private static let extremes: [[UInt8]] = [
        [UInt8](repeating: 0xFF, count: 8), [UInt8](repeating: 0xFF, count: 4), [UInt8](repeating: 0, count: 8),
        [0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0, 0, 0, 0, 0, 0, 0, 0x80],
    ]

    private static func putExtreme(in bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let extreme = extremes[random.below(extremes.count)]
        guard bytes.count > extreme.count else { return }
        let place = random.below(bytes.count - extreme.count)
        // In the place of as many bytes, or of one: a number of variable length.
        bytes.replaceSubrange(place..<place + (random.below(2) == 0 ? 1 : extreme.count), with: extreme)
    }

    private static let numbers = tokens.filter { Double($0) != nil }.map { Array($0.utf8) }

    /// Another number in the place of one of a text.
    private static func replaceNumber(in bytes: inout [UInt8], _ random: inout SeededGenerator) {
        func isDigit(_ place: Int) -> Bool { (0x30...0x39).contains(bytes[place]) }
        var from = bytes.isEmpty ? 0 : random.below(bytes.count)
        while from < bytes.count, !isDigit(from) { from += 1 }
        var end = from
        while end < bytes.count, isDigit(end) { end += 1 }
        bytes.replaceSubrange(from..<end, with: numbers[random.below(numbers.count)])
    }
}
