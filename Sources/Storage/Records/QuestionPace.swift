/// How much time one question may cover, in seconds: it follows what the accounting can answer.
package struct QuestionPace: Equatable, Sendable {
    /// Of history in which there are jobs.
    package var sliceSeconds: Int64
    /// How long the stretch is that was read last and had no job; 0 when the last piece had some. The next piece may be
    /// as long again.
    package var emptySeconds: Int64
    /// Of what has ended since the last look.
    package var catchUpSeconds: Int64
    /// The accounting refuses longer questions, whatever their answer; nil as far as is known.
    package var widestSeconds: Int64?

    package init(
        sliceSeconds: Int64 = 86_400, emptySeconds: Int64 = 0, catchUpSeconds: Int64 = 86_400,
        widestSeconds: Int64? = nil
    ) {
        self.sliceSeconds = sliceSeconds
        self.emptySeconds = emptySeconds
        self.catchUpSeconds = catchUpSeconds
        self.widestSeconds = widestSeconds
    }
}

extension QuestionPace {
    /// A century: no question is longer, and no sum of two overflows.
    private static let longest: Int64 = 3_155_760_000

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("slice_seconds", sliceSeconds)
            writer.member("empty_seconds", emptySeconds)
            writer.member("catch_up_seconds", catchUpSeconds)
            writer.member("widest_seconds", widestSeconds)
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        self.init()
        let start = reader.offset
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "slice_seconds": sliceSeconds = try reader.count(key, upTo: PollCursor.maximumSeconds)
            case "empty_seconds": emptySeconds = try reader.count(key, upTo: PollCursor.maximumSeconds)
            case "catch_up_seconds": catchUpSeconds = try reader.count(key, upTo: PollCursor.maximumSeconds)
            case "widest_seconds": widestSeconds = try reader.count(key, upTo: PollCursor.maximumSeconds)
            default: try reader.skip()
            }
        }
        try check(at: start)
    }

    func check(at offset: Int) throws(JSONError) {
        let asked = [sliceSeconds, catchUpSeconds, widestSeconds ?? 1]
        guard asked.allSatisfy((1...QuestionPace.longest).contains), emptySeconds <= QuestionPace.longest else {
            throw JSONError(.outOfRange("the length of a question"), at: offset)
        }
    }
}
