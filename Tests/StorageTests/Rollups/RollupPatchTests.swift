import Foundation
import Scoreboard
import Storage
import SeededNumbers
import Testing

/// A rollup's file that is patched is the file that all its lines would be written into.
@Suite struct RollupPatchTests {
    private static let month = Month(year: 2026, month: 11)
    private static let before = Timestamp(seconds: 1_795_456_588)
    private static let now = Timestamp(seconds: 1_795_456_888)
    private static let files = PosixFileSystem()

    private static func cluster() throws -> ClusterName { try ClusterName("hammer") }

    private static func day(_ day: Int) throws -> Day { try #require(Day(year: 2026, month: 11, day: day)) }

    private static func jobs(_ count: Int64) -> UserTotals {
        var totals = UserTotals()
        totals.jobs = count
        return totals
    }

    private static func path(in directory: TemporaryDirectory, holding bytes: [UInt8]) throws -> String {
        let path = directory.path + "/" + UUID().uuidString
        try files.writeNew(path, bytes, durable: false)
        return path
    }

    private static func patch(_ rollup: DailyRollup, at path: String) throws -> RollupPatch? {
        try RollupPatch.daily(adding: rollup, to: path, cluster: cluster(), asOf: now, files: files)
    }

    private static func rollup(_ lines: [(day: Int, user: String, jobs: Int64)]) throws -> DailyRollup {
        var rollup = DailyRollup(month: month)
        for line in lines { rollup.add(jobs(line.jobs), user: line.user, day: try day(line.day)) }
        return rollup
    }

    private static func encode(_ rollup: DailyRollup, asOf: Timestamp) throws -> [UInt8] {
        DailyRollupCodec.encode(rollup, cluster: try cluster(), asOf: asOf)
    }

    @Test func `A user's line and a new day are put where they belong`() throws {
        let directory = try TemporaryDirectory()
        let present = try Self.rollup([(2, "bob", 1), (2, "dora", 2), (5, "bob", 4)])
        let path = try Self.path(in: directory, holding: Self.encode(present, asOf: Self.before))
        let added = try Self.rollup([
            (1, "eve", 8), (2, "alice", 16), (2, "bob", 32), (2, "carl", 64), (2, "zoe", 128), (3, "bob", 256),
            (5, "carl", 512), (9, "alice", 1024),
        ])
        let patch = try #require(try Self.patch(added, at: path))
        let new = patch.file.content(from: try Self.files.read(path))
        let expected = try Self.rollup([
            (1, "eve", 8), (2, "alice", 16), (2, "bob", 33), (2, "carl", 64), (2, "dora", 2), (2, "zoe", 128),
            (3, "bob", 256), (5, "bob", 4), (5, "carl", 512), (9, "alice", 1024),
        ])
        let whole = try Self.encode(expected, asOf: Self.now)
        #expect(String(decoding: new, as: UTF8.self) == String(decoding: whole, as: UTF8.self))
        #expect(patch.jobs == 2047)
        #expect(patch.file.size == Int64(new.count))
        #expect(patch.file.crc == Checksum.crc32c(new))
    }

    /// Names of which some are the beginning of others, and that sort otherwise by words than by bytes.
    private static let names: [String] = (0..<600).map { (number: Int) -> String in
        let beginning: String = ["a", "ab", "abc", "Z", "z9", "user"][number % 6]
        return number < 6 ? beginning : beginning + String(number * 7919 % 1009)
    }

    private static func random(
        _ lines: Int, days: ClosedRange<Int>, _ random: inout SeededGenerator
    ) throws -> DailyRollup {
        var rollup = DailyRollup(month: month)
        for _ in 0..<lines {
            let user = names[Int.random(in: 0..<names.count, using: &random)]
            rollup.add(.sample(&random), user: user, day: try day(Int.random(in: days, using: &random)))
        }
        return rollup
    }

    @Test(arguments: 0..<40) func `A patch gives the bytes of a file that is written whole`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let directory = try TemporaryDirectory()
        // The larger ones are read in several pieces.
        let lines = [1, 5, 300, 4000][Int(seed % 4)]
        let present = try Self.random(lines, days: 1...Int.random(in: 1...30, using: &random), &random)
        let added = try Self.random(
            Int.random(in: 0...200, using: &random), days: Int.random(in: 1...30, using: &random)...30, &random)
        var sum = present
        sum.add(added)

        let daily = try Self.path(in: directory, holding: Self.encode(present, asOf: Self.before))
        let patch = try #require(try Self.patch(added, at: daily))
        let new = try Self.encode(sum, asOf: Self.now)
        #expect(patch.file.content(from: try Self.files.read(daily)) == new)
        #expect(patch.jobs == sum.totals().values.reduce(0) { $0 + $1.jobs })
        let written = directory.path + "/new"
        let crc = try Self.files.writeNew(written, patch.file, of: daily, durable: false, isPrivate: false)
        #expect(try Self.files.read(written) == new)
        #expect(crc == Checksum.crc32c(new) && crc == patch.file.crc)

        func monthly(_ rollup: DailyRollup, _ asOf: Timestamp) throws -> [UInt8] {
            MonthlyRollupCodec.encode(rollup.totals(), cluster: try Self.cluster(), month: Self.month, asOf: asOf)
        }
        let totals = try Self.path(in: directory, holding: monthly(present, Self.before))
        let other = try #require(
            try RollupPatch.monthly(
                adding: added.totals(), of: Self.month, to: totals, cluster: Self.cluster(), asOf: Self.now,
                files: Self.files))
        #expect(other.file.content(from: try Self.files.read(totals)) == (try monthly(sum, Self.now)))
        #expect(other.jobs == patch.jobs)
        let changed = sum.totals().filter { added.users.contains($0.key) }
        #expect(other.totals == changed)
    }

    /// A change of the text, with the checksum made right again.
    private static func edited(_ bytes: [UInt8], _ edit: (String) -> String) -> [UInt8] {
        let text = edit(String(decoding: bytes, as: UTF8.self).components(separatedBy: "\"checksum\":")[0])
        let crc = String(Checksum.crc32c(Array(text.utf8)), radix: 16)
        return Array((text + "\"checksum\":\"" + String(repeating: "0", count: 8 - crc.count) + crc + "\"}\n").utf8)
    }

    /// Dora comes behind whoever is added, and Eve among users of whom nobody is.
    @Test(arguments: [("bob", "dora"), ("dora", "eve")])
    func `What another program wrote is not patched`(before: String, name: String) throws {
        let directory = try TemporaryDirectory()
        let added = try Self.rollup([(2, "carl", 1)])
        let whole = try Self.encode(
            Self.rollup([(2, "bob", 1), (2, "dora", 2), (2, "eve", 2), (2, "zoe", 8), (5, "bob", 4)]), asOf: Self.before
        )
        func isPatched(_ bytes: [UInt8]) throws -> Bool {
            try Self.patch(added, at: Self.path(in: directory, holding: bytes)) != nil
        }
        #expect(try isPatched(Self.edited(whole) { $0 }))
        let edits: [(String, String)] = [
            ("\"days\":[\n", "\"days\":[ \n"), ("[\"bob\"", " [\"bob\""), ("\"2026-11-02\"", "\"2026-11-07\""),
            ("\"2026-11-02\"", "\"2026-12-02\""), ("\"users\":[\n", "\"users\":["), ("hammer", "anvil"),
            ("2026-11-23T", "2026-11-43T"), ("\"jobs\",\"gpu_jobs\"", "\"gpu_jobs\",\"jobs\""), ("]]},\n", "]]},\n\n"),
            ("]]}],\n", "]]}]\n,"),
        ]
        let ownEdits =
            ["[\"anna\",2", "[\"\(before)\",2"]
            + ["\\u006f\",2", "ö\",2", "\u{1}\",2", "\",2.0", "\",-2", "\", 2", "\",99999999999999999"].map {
                "[\"\(name)\($0)"
            }
            + ["{\"\(name)\",2"]
        for (old, new) in edits + ownEdits.map({ ("[\"\(name)\",2", $0) }) {
            let other = Self.edited(whole) { $0.replacing(old, with: new, maxReplacements: 1) }
            #expect(other != whole, "\(old) is there")
            #expect(try !isPatched(other), "\(new) in the place of \(old)")
        }
    }

    @Test func `What is damaged, empty or missing is not patched`() throws {
        let directory = try TemporaryDirectory()
        let added = try Self.rollup([(2, "carl", 1)])
        let whole = try Self.encode(Self.rollup([(2, "bob", 1), (3, "bob", 4)]), asOf: Self.before)
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= 4
            #expect(try Self.patch(added, at: Self.path(in: directory, holding: damaged)) == nil, "byte \(place)")
        }
        for length in stride(from: 0, to: whole.count, by: 7) {
            let cut = Array(whole.prefix(length))
            #expect(try Self.patch(added, at: Self.path(in: directory, holding: cut)) == nil, "\(length) bytes")
        }
        let longer = try Self.path(in: directory, holding: whole + Array("{}\n".utf8))
        #expect(try Self.patch(added, at: longer) == nil)
        let none = try Self.path(in: directory, holding: Self.encode(DailyRollup(month: Self.month), asOf: Self.before))
        #expect(try Self.patch(added, at: none) == nil)
        #expect(try Self.patch(added, at: directory.path + "/missing") == nil)
    }

    @Test(arguments: ["bö", "a\"b", "a\\b", "日本"])
    func `Names whose bytes are not their order are left to whole files`(name: String) throws {
        let directory = try TemporaryDirectory()
        let path = try Self.path(
            in: directory, holding: Self.encode(Self.rollup([(2, "bob", 1)]), asOf: Self.before))
        #expect(try Self.patch(Self.rollup([(2, name, 1)]), at: path) == nil)
    }

    @Test func `A source that changed meanwhile is found`() throws {
        let directory = try TemporaryDirectory()
        let lines = (1...30).flatMap { day in (0..<40).map { (day: day, user: "user\($0)", jobs: Int64(1)) } }
        let whole = try Self.encode(Self.rollup(lines), asOf: Self.before)
        let path = try Self.path(in: directory, holding: whole)
        let patch = try #require(try Self.patch(Self.rollup([(30, "user1", 1)]), at: path))
        #expect(patch.file.source == (try Self.files.status(path)?.identity))
        try Data(whole.prefix(whole.count / 2)).write(to: URL(fileURLWithPath: path))
        let crc = try Self.files.writeNew(
            directory.path + "/new", patch.file, of: path, durable: false, isPrivate: false)
        #expect(crc != patch.file.crc)
        // Another file of the same content is as good.
        try Data(whole).write(to: URL(fileURLWithPath: path), options: .atomic)
        #expect(patch.file.source != (try Self.files.status(path)?.identity))
        let other = try Self.files.writeNew(
            directory.path + "/other", patch.file, of: path, durable: false, isPrivate: false)
        #expect(other == patch.file.crc)
    }
}
