import BloomFilter
import Storage
import Testing

/// Bytes thrown at every decoder of a file: an error of its own kind or a value that holds, never a crash.
@Suite struct DecoderFuzzTests {
    private static let tokens = [
        "{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800", "\\", "null", "true", "-", "-1", "0", "1e400", "1e-400",
        "0.000000000000000000000000000000000000001", "99999999999999999999999999999999999999999", "\"checksum\":\"",
        "9223372036854775807", "-9223372036854775808", "18446744073709551615", "170141183460469231731687303715884105727",
        "\"username\":", "\"days\":", "\"columns\":", "\"../../x\"", "\"0001-01-01\"", "\"9999-12-31\"",
        "\"9999-12-31T23:59:59Z\"", "[[[[[[[[[[[[[[[[", "\u{7f}\u{7f}\u{7f}\u{7f}", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
    ]

    @Test(arguments: ValidFile.all().map(\.name))
    func `A decoder gives a value or an error of its own, whatever it is given`(name: String) throws {
        let all = ValidFile.all()
        let file = try #require(all.first { $0.name == name })
        try file.decode(file.bytes)
        #expect(file.reseal(file.bytes) == file.bytes, "the frame must be understood")
        let mutator = Mutator(
            tokens: Self.tokens)
        let extremes: [[UInt8]] = [
            [UInt8](repeating: 0xFF, count: 8), [UInt8](repeating: 0xFF, count: 4), [UInt8](repeating: 0, count: 8),
            [0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0, 0, 0, 0, 0, 0, 0, 0x80],
        ]
        let inputs = 2000 * FuzzBudget.factor
        var random = SeededGenerator(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        var (values, errors) = (0, 0)
        let begun = ContinuousClock.now
        for number in 0..<inputs {
            var bytes = file.bytes
            if number % 16 == 0 {
                bytes = (0..<random.below(300)).map { _ in random.byte() }
                if number % 32 == 0 { bytes = Array(file.bytes.prefix(random.below(80))) + bytes }
            } else {
                for _ in 0..<(1 + random.below(4)) {
                    if random.below(3) == 0, bytes.count > 16 {
                        let extreme = extremes[random.below(extremes.count)]
                        let place = random.below(bytes.count - extreme.count)
                        bytes.replaceSubrange(place..<place + extreme.count, with: extreme)
                    } else {
                        mutator.mutate(&bytes, splicing: all[random.below(all.count)].bytes, &random)
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
}
