import Foundation
import Scoreboard
import Storage
import Testing

@Suite struct LogTailTests {
    private static func event(_ message: String?, level: LogEvent.Level = .info) -> LogEvent {
        LogEvent(
            time: Timestamp(seconds: 1_795_456_588), level: level, cluster: "hammer", phase: .catchUp,
            month: message == nil ? nil : Month(year: 2026, month: 11), calls: 1, bytes: 2, jobsSeen: 3, jobsNew: 4,
            rateSleepMilliseconds: 5, message: message)
    }

    @Test(arguments: ["words", "a\n\u{1b}b", nil])
    func `A line is read as it was written`(message: String?) {
        let event = Self.event(message, level: .warning)
        #expect(LogEvent(decoding: event.rendered()) == event)
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"ts":"2026-11-23T17:56:28Z","level":"info","cluster":"c"}"#,
        #"{"ts":"2026-11-23T17:56:28Z","level":"loud","cluster":"c","phase":"plan"}"#,
        #"{"ts":"now","level":"info","cluster":"c","phase":"plan"}"#,
    ])
    func `What is no event is none`(line: String) {
        #expect(LogEvent(decoding: Array(line.utf8)) == nil)
    }

    @Test func `A log that is not there has no lines`() throws {
        let directory = try TemporaryDirectory()
        #expect(try LogTail(directory.path + "/poll.jsonl").read() == [])
    }

    @Test func `The file before is read when the current one is short`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/poll.jsonl"
        try Data(Self.event("old").rendered()).write(to: URL(fileURLWithPath: path + ".1"))
        var bytes = Self.event("new").rendered()
        bytes += Array("{\"ts\":\"half a li".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try LogTail(path).read().map(\.message) == ["old", "new"])
    }

    @Test func `No more than the end is read, from the start of a line on`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/poll.jsonl"
        let line = Self.event("00000").rendered()
        let whole = (10_000..<12_000).flatMap { Self.event(String($0)).rendered() }
        try Data(whole).write(to: URL(fileURLWithPath: path))
        try Data(Self.event("old").rendered()).write(to: URL(fileURLWithPath: path + ".1"))
        let messages = try LogTail(path).read().map { $0.message ?? "" }
        let count = LogTail.limit / line.count
        #expect(messages == (12_000 - count..<12_000).map(String.init))
    }

    @Test func `A pipe or a link in its place is an error, and is not waited for`() throws {
        let directory = try TemporaryDirectory()
        mkfifo(directory.path + "/pipe", 0o600)
        symlink("/etc/passwd", directory.path + "/link")
        for name in ["pipe", "link"] {
            #expect(throws: FileSystemError.self) { try LogTail("\(directory.path)/\(name)").read() }
        }
    }
}
