import Foundation
import Testing

/// A job belongs to the UTC day and month of its end, wherever the machine stands.
@Suite struct TimeZoneTests {
    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End"

    /// Calendar times on both sides of every change of summer time in 2026, and of a month's end.
    private static let ends = [
        "2026-03-08T06:59:59", "2026-03-08T07:00:00", "2026-03-29T00:59:59", "2026-03-29T01:00:00",
        "2026-10-25T00:30:00", "2026-10-25T01:30:00", "2026-11-01T05:30:00", "2026-11-01T06:30:00",
        "2026-02-28T23:59:59", "2026-03-01T00:00:00", "2026-10-31T23:59:59", "2026-11-01T00:00:00",
    ]

    private static func rows(epoch: Bool) -> String {
        let format = ISO8601DateFormatter()
        let lines = ends.enumerated().map { number, end in
            let time = Int(format.date(from: end + "Z")!.timeIntervalSince1970)
            let start = time - 7_200
            let times =
                epoch
                ? "\(start)|\(start)|\(time)"
                : [start, start, time].map { format.string(from: Date(timeIntervalSince1970: Double($0))).dropLast() }
                    .joined(separator: "|")
            return "\(number + 1)|user\(number)|COMPLETED|7200|1|1|1G|cpu=1|\(times)"
        }
        return RowSamples.text(header, lines)
    }

    @Test(arguments: [true, false]) func theSameFilesInEveryTimeZone(epoch: Bool) throws {
        let directory = TemporaryDirectory()
        let file = try directory.write(Self.rows(epoch: epoch), to: "rows")
        var expected: FigureTable = [:]
        for (number, end) in Self.ends.enumerated() {
            var one = Figures()
            (one.jobs, one.elapsed_seconds, one.core_seconds, one.req_mem_bytes) = (1, 7_200, 7_200, 1_000_000_000)
            expected[String(end.prefix(10)), default: [:]]["user\(number)"] = one
        }
        var roots: [[String: Data]] = []
        for zone in ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"] {
            let root = Root()
            let outcome = try root.ingest("hammer", [file], environment: ["TZ": zone])
            #expect(outcome.status == 0, "\(outcome.errors)")
            expectEqual(try root.daily("hammer"), expected)
            expectEqual(try root.monthly("hammer"), expected.byMonth)
            // Everything, the boards and their times included.
            var files: [String: Data] = [:]
            // The sums behind the boards name the rollups by their inodes.
            for name in root.directory.files(below: "root") where !name.hasSuffix("state/windows.bin") {
                files[name] = try root.directory.data("root/" + name)
            }
            roots.append(files)
        }
        for other in roots.dropFirst() {
            #expect(other.keys.sorted() == roots[0].keys.sorted())
            for (name, data) in roots[0] { #expect(other[name] == data, "\(name) differs") }
        }
    }

    /// `parse` and the frames know no time zone either.
    @Test func parseKnowsNoTimeZone() throws {
        let rows = Data(Self.rows(epoch: false).utf8)
        let here = try Binary.run(["parse"], environment: ["TZ": "UTC"], input: rows)
        let there = try Binary.run(["parse"], environment: ["TZ": "America/New_York"], input: rows)
        #expect(here.lines.count == Self.ends.count)
        #expect(here.output == there.output)
    }
}
