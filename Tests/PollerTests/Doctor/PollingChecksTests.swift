import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// What the doctor says of lock, commit, cursor and health.
@Suite struct PollingChecksTests {
    private static func finding(_ site: DamageBench, at path: String) throws -> Finding {
        let found = try site.problems().filter { $0.path == path }
        return try #require(found.first, "nothing is said of \(path)")
    }

    /// Whatever was there is taken away.
    private static func put(directory isDirectory: Bool, at path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        if isDirectory {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } else {
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    @Test func aDirectoryInPlaceOfTheLock() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .lock)
        try Self.put(directory: true, at: path)
        let finding = try Self.finding(site, at: path)
        #expect(finding.severity == .damage && finding.subject == .lock)
        #expect(finding.message == "something other than a plain file is in its place")
    }

    @Test func aFileInPlaceOfTheDirectoryForCommits() throws {
        let site = try DamageBench()
        let path = site.bench.directory.stagingDirectory
        try Self.put(directory: false, at: path)
        let finding = try Self.finding(site, at: path)
        #expect(finding.severity == .damage && finding.subject == .commit)
        #expect(finding.message == "something other than a directory is in its place")
        #expect(finding.remedy?.contains("--repair") == true)
    }

    @Test func jobsThatNoBoardShowsYet() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .unpublished)
        try Self.put(directory: false, at: path)
        let finding = try Self.finding(site, at: path)
        #expect(finding.severity == .warning && finding.subject == .boards)
        #expect(finding.message == "jobs were counted that no board shows yet")
    }

    @Test func aCursorThatIsMissingWhileJobsWereCounted() throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .pollCursor)
        try site.files.remove(path)
        let finding = try Self.finding(site, at: path)
        #expect(finding.severity == .warning && finding.subject == .cursor)
        #expect(finding.message == "it is missing while jobs were counted")
    }

    /// A poller that is shown its own jobs alone, and why.
    @Test(
        arguments: [(["jobs", "usage"], "PrivateData hides"), ([], "nobody's jobs but your own")]
            as [([String], String)])
    func aPollerThatSeesItsOwnJobsAlone(privateData: [String], word: String) throws {
        let site = try DamageBench()
        let path = site.bench.directory.path(of: .health)
        var health = try HealthRecord(decoding: site.files.read(path), path: path)
        (health.onlyOwnJobs, health.privateData) = (true, privateData)
        try site.files.atomicWrite(path, health.encoded())
        let finding = try Self.finding(site, at: path)
        #expect(finding.severity == .warning && finding.subject == .health)
        #expect(finding.message.contains(word), "\(finding.message)")
    }
}
