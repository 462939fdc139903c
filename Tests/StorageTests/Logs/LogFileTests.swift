import Foundation
import Scoreboard
import Storage
import Testing

@Suite struct LogFileTests {
    private static func event(_ message: String? = nil) -> LogEvent {
        LogEvent(
            time: Timestamp(seconds: 1_795_456_588), cluster: "hammer", phase: .backfill,
            month: Month(year: 2026, month: 11), calls: 1, bytes: 2, jobsSeen: 3, jobsNew: 4, rateSleepMilliseconds: 5,
            message: message)
    }

    @Test func `A line has the documented keys`() {
        #expect(
            String(decoding: Self.event("a\n\u{1b}b").rendered(), as: UTF8.self)
                == #"{"ts":"2026-11-23T17:56:28Z","level":"info","cluster":"hammer","phase":"backfill","month":"2026-11","#
                + #""calls":1,"bytes":2,"jobs_seen":3,"jobs_new":4,"rate_sleep_ms":5,"message":"a\u000a\u001bb"}"#
                + "\n")
        let plain = LogEvent(time: Timestamp(seconds: 0), level: .error, cluster: "c", phase: .catchUp)
        #expect(
            String(decoding: plain.rendered(), as: UTF8.self)
                == #"{"ts":"1970-01-01T00:00:00Z","level":"error","cluster":"c","phase":"catch_up","month":null,"calls":0,"#
                + #""bytes":0,"jobs_seen":0,"jobs_new":0,"rate_sleep_ms":0}"# + "\n")
    }

    @Test func `The log is rotated by size, and the oldest goes`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/poll.jsonl"
        let line = Int64(Self.event("000").rendered().count)
        let log = LogFile(path, files: PosixFileSystem(), maximumBytes: 2 * line, kept: 3)
        for number in 100...109 { try log.write(Self.event(String(number))) }
        let messages = try directory.snapshot().mapValues { bytes in
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
                (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["message"] as? String
            }
        }
        #expect(
            messages == [
                "poll.jsonl": ["108", "109"], "poll.jsonl.1": ["106", "107"], "poll.jsonl.2": ["104", "105"],
                "poll.jsonl.3": ["102", "103"],
            ])
    }
}
