import Foundation
import Sacct
import Testing

@Suite struct SiteTests {
    /// A sacctmgr that says what is given to it.
    private static func site(privateData: [String], level: String = "None") throws -> (SlurmSite, URL) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        let lines = privateData.map { "echo 'PrivateData            = \($0)'" }.joined(separator: "\n")
        let program = path.appendingPathComponent("sacctmgr")
        let script = """
            #!/bin/sh
            echo "$*" >> \(path.path)/calls
            case "$*" in
            *"list user"*) echo '\(level)' ;;
            *"show config"*)
            \(lines)
            ;;
            esac
            """
        try Data(script.utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        return (SlurmSite(environment: ["PATH": path.path + ":/usr/bin:/bin"]), path)
    }

    /// The second line is the database daemon's, and it alone hides jobs from sacct.
    @Test func theSecondLineRules() throws {
        let (open, first) = try Self.site(privateData: ["jobs,usage", "none"])
        #expect(try open.visibility().hidden == [])
        #expect(try !open.visibility().hidesJobsOfOthers)
        let (closed, second) = try Self.site(privateData: ["none", "jobs,usage"])
        #expect(try closed.visibility().hidden == ["jobs", "usage"])
        for path in [first, second] { try FileManager.default.removeItem(at: path) }
    }

    @Test(.enabled(if: geteuid() == 0, "root sees everything"))
    func rootSeesAllJobs() throws {
        let (site, path) = try Self.site(privateData: ["none", "jobs"])
        #expect(try !site.visibility().hidesJobsOfOthers)
        try FileManager.default.removeItem(at: path)
    }

    @Test(
        .enabled(if: geteuid() != 0, "for users"),
        arguments: [("None", true), ("Operator", false), ("Administrator", false), ("", true)])
    func operatorsSeeAllJobs(level: String, hides: Bool) throws {
        let (site, path) = try Self.site(privateData: ["none", "jobs"], level: level)
        #expect(try site.visibility().hidesJobsOfOthers == hides)
        try FileManager.default.removeItem(at: path)
    }
}
