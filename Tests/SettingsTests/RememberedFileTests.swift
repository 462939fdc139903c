import Foundation
import Scoreboard
import Settings
import Storage
import Testing

/// `view.json` in a home of the test's own.
@Suite final class RememberedFileTests {
    private let home = FileManager.default.temporaryDirectory.appendingPathComponent(
        "slurm-sb-home-\(UUID().uuidString)")
    private let now = Timestamp(seconds: 1_795_435_200)

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private var directory: URL { home.appendingPathComponent(".slurm_scoreboard") }
    private var path: URL { directory.appendingPathComponent("view.json") }

    private func opened() -> RememberedFile {
        RememberedFile(
            home: home.path, files: PosixFileSystem(isPersonal: true), textKeys: ["sort", "theme", "window"],
            listKeys: ["columns"])
    }

    private func write(_ text: String) throws { try write(Data(text.utf8)) }
    private func write(_ data: Data) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try data.write(to: path)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    }

    private let words = RememberedWords(
        texts: ["sort": "gained:desc", "theme": "a\"b\u{1B}\n李"], lists: ["columns": ["xp", "level"]])

    @Test func whatIsWrittenReadsBack() throws {
        var file = opened()
        #expect(file.read().words == RememberedWords())
        #expect(file.read().problems.isEmpty)
        try file.write(words, at: now)
        var again = opened()
        let read = again.read()
        #expect(read.words == words && read.problems.isEmpty)
        // Written from the same, it is the same, byte for byte.
        let bytes = try Data(contentsOf: path)
        try again.write(words, at: now)
        #expect(try Data(contentsOf: path) == bytes)
        #expect(try names() == ["view.json"])
        #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any])
    }

    /// Nobody else's business, whatever the umask.
    @Test func itIsTheOwnersAlone() throws {
        var file = opened()
        try file.write(words, at: now)
        for (url, mode) in [(path, 0o600), (directory, 0o700)] {
            let found = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
            #expect(found == mode)
        }
    }

    @Test func everyByteCut() throws {
        var file = opened()
        try file.write(words, at: now)
        let bytes = try Data(contentsOf: path)
        // The last byte is the end of the line.
        for end in 0..<bytes.count - 1 {
            try write(bytes.prefix(end))
            var cut = opened()
            let read = cut.read()
            #expect(read.words == RememberedWords(), "\(end)")
            #expect(
                read.problems.count == 1 && "\(read.problems[0])".hasPrefix("~/.slurm_scoreboard/view.json:"), "\(end)")
        }
    }

    /// A broken file stays until there is something new, and is kept beside it then.
    @Test func aBrokenFileIsMovedAsideByTheNextWrite() throws {
        try write("{\"sort\": \"xp:asc\",, by hand")
        var file = opened()
        #expect(file.read().problems.count == 1)
        #expect(try names() == ["view.json"])
        try file.write(words, at: now)
        #expect(try names() == ["view.json", "view.json.20261123T120000Z.bad"])
        let kept = directory.appendingPathComponent("view.json.20261123T120000Z.bad")
        #expect(try String(contentsOf: kept, encoding: .utf8) == "{\"sort\": \"xp:asc\",, by hand")
        // Only once: what stands there now is ours.
        try file.write(words, at: now + 60)
        #expect(try names().count == 2)
        var again = opened()
        #expect(again.read().words == words)
    }

    @Test(arguments: [
        (#"{"sort":7,"theme":"osrs"}"#, ":1: \"sort\" is 7, which is not a text in quotes"),
        (
            "{\n\"columns\":\"xp\",\n\"theme\":\"osrs\"}",
            ":2: \"columns\" is the text \"xp\", which is not a list of texts"
        ),
        (#"{"columns":["xp",1],"theme":"osrs"}"#, "\"columns\" holds 1"),
        (#"{"columns":null,"theme":"osrs"}"#, "\"columns\" is nothing"),
        (#"{"window":{"a":1},"theme":"osrs"}"#, "\"window\" is a table"),
        (#"{"schema_version":2,"theme":"osrs"}"#, "\"schema_version\" is 2, and this program knows 1"),
        (#"{"schema_version":0,"theme":"osrs"}"#, "\"schema_version\" is 0"),
        (#"{"schema_version":"1","theme":"osrs"}"#, "which is not a whole number"),
    ])
    func aWrongValueIsLeftOutAndTheRestCounts(text: String, problem: String) throws {
        try write(text)
        var file = opened()
        let read = file.read()
        #expect(read.words == RememberedWords(texts: ["theme": "osrs"]))
        #expect(read.problems.count == 1 && "\(read.problems[0])".contains(problem), "\(read.problems)")
        try file.write(words, at: now)
        #expect(try names().count == 2)
    }

    /// Comments, and what a newer program remembers.
    @Test func keysOfOthersStay() throws {
        try write("{\"_why\": \"mine\", \"glow\": {\"a\": [1.50, null, true]}, \"theme\": \"osrs\", \"big\": 1e400}")
        var file = opened()
        let read = file.read()
        #expect(read.problems.isEmpty && read.words.texts == ["theme": "osrs"])
        try file.write(words, at: now)
        let text = try String(contentsOf: path, encoding: .utf8)
        for part in [#""_why":"mine""#, #""glow":{"a": [1.50, null, true]}"#, #""big":1e400"#] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(try names() == ["view.json"])
        var again = opened()
        #expect(again.read().words == words)
    }

    @Test func tooLargeAFileIsNotRead() throws {
        try write("{\"theme\":\"" + String(repeating: "x", count: 70_000) + "\"}")
        var file = opened()
        #expect(file.read().problems.map(\.message).contains { $0.contains("65536 are the most") })
    }

    @Test func aHomeThatIsMissingIsNotMade() throws {
        try FileManager.default.removeItem(at: home)
        var file = opened()
        #expect(file.read().problems.isEmpty)
        #expect(throws: FileSystemError.self) { try file.write(words, at: now) }
        #expect(!FileManager.default.fileExists(atPath: home.path))
    }

    /// A link is the person's own arrangement: it is read, and not replaced.
    @Test func aLinkIsLeftAlone() throws {
        try write("{}")
        let target = home.appendingPathComponent("dotfiles.json")
        try Data(#"{"theme":"osrs"}"#.utf8).write(to: target)
        try FileManager.default.removeItem(at: path)
        try FileManager.default.createSymbolicLink(at: path, withDestinationURL: target)
        var file = opened()
        #expect(file.read().words.texts == ["theme": "osrs"])
        #expect(throws: FileSystemError.self) { try file.write(words, at: now) }
        #expect(try String(contentsOf: target, encoding: .utf8) == #"{"theme":"osrs"}"#)
        #expect(try names() == ["view.json"])
    }

    /// The directory may be a link into the person's dotfiles.
    @Test func theDirectoryMayBeALink() throws {
        let target = home.appendingPathComponent("dotfiles")
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(at: directory, withDestinationURL: target)
        var file = opened()
        try file.write(words, at: now)
        var again = opened()
        #expect(again.read().words == words)
    }

    /// What killed writers left long ago goes; another one's of this moment, and other files, stay.
    @Test func oldTemporariesGo() throws {
        try write("{}")
        let clock = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        let old = Date().addingTimeInterval(-2 * 86_400)
        for (name, date) in [(".view.json.tmp-1", old), (".view.json.tmp-2", Date()), (".config.yaml.tmp-3", old)] {
            let url = directory.appendingPathComponent(name)
            try Data().write(to: url)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
        }
        var file = opened()
        _ = file.read()
        try file.write(words, at: clock)
        #expect(try names() == [".config.yaml.tmp-3", ".view.json.tmp-2", "view.json"])
    }

    /// Two at once: each write is whole, and the last one stays.
    @Test func twoWritersAtOnce() async throws {
        let home = home.path
        let now = now
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    var file = RememberedFile(
                        home: home, files: PosixFileSystem(isPersonal: true), textKeys: ["theme"], listKeys: [])
                    for number in 0..<50 {
                        try? file.write(RememberedWords(texts: ["theme": "\(writer)-\(number)"]), at: now)
                        var other = file
                        _ = other.read().problems.isEmpty
                    }
                }
            }
        }
        var last = opened()
        let read = last.read()
        #expect(read.problems.isEmpty && read.words.texts["theme"] != nil)
    }
}
