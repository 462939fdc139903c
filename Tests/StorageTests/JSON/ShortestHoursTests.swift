import SeededNumbers
import Testing

@testable import Storage

/// Against `description`, whose digits our files have had from the start.
@Suite struct ShortestHoursTests {
    private static func written(_ seconds: Int64) -> String {
        var writer = JSONWriter()
        writer.exactHours(seconds: Int128(seconds))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func expected(_ seconds: Int64) -> String {
        let text = (Double(seconds) / 3600).description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    @Test func allSecondsOfElevenDays() {
        for seconds in 0...Int64(1_000_000) where Self.written(seconds) != Self.expected(seconds) {
            Issue.record("\(seconds): \(Self.written(seconds)) for \(Self.expected(seconds))")
            return
        }
    }

    @Test func anySeconds() {
        var random = SeededGenerator(seed: 31)
        var byHand = 0
        for number in 0..<400_000 {
            let bound = Int64(1) << Int64(6 + number % 44)
            let seconds = Int64.random(in: bound / 2..<bound, using: &random)
            if ShortestHours.decimal(seconds: seconds) == nil { byHand += 1 }
            guard Self.written(seconds) == Self.expected(seconds) else {
                Issue.record("\(seconds): \(Self.written(seconds)) for \(Self.expected(seconds))")
                return
            }
        }
        #expect(byHand < 40_000, "nearly all must go the fast way")
    }

    @Test(arguments: [
        (36, "0.01"), (1000, "0.2777777777777778"), (60, "0.016666666666666666"), (5400, "1.5"),
        (360_000_000_000_001, "100000000000.00027"),
    ])
    func samples(seconds: Int64, text: String) {
        #expect(Self.written(seconds) == text)
    }
}
