import Foundation
import Sacct
import Testing

@Suite struct SiteTests {
    /// A sacctmgr that says what is given to it.
    private static func site(privateData: [String], level: String = "None") throws -> (SlurmSite, URL) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        let lines = privateData.map { "echo 'PrivateData            = \($0)'" }.joined(separator: "\n")
        try write(
            """
            echo "$*" >> \(path.path)/calls
            case "$*" in
            *"list user"*) echo '\(level)' ;;
            *"show config"*)
            \(lines)
            ;;
            esac
            """, "sacctmgr", path)
        return (SlurmSite(environment: ["PATH": path.path + ":/usr/bin:/bin"]), path)
    }

    /// A program of Slurm's, as a script.
    private static func write(_ script: String, _ name: String, _ path: URL) throws {
        let program = path.appendingPathComponent(name)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
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

    /// What `sacct --version`, `--helpformat` and `sacctmgr list cluster` print, and what is asked of them.
    @Test func whatTheInstallationSays() throws {
        let (site, path) = try Self.site(privateData: [])
        defer { try? FileManager.default.removeItem(at: path) }
        #expect(site.path(of: "no-program-of-slurms") == nil)
        let known = SacctField.ofJobsAndSteps.map(\.name).filter { $0 != "MaxRSS" && $0 != "ConsumedEnergyRaw" }
        try Self.write(
            """
            case "$*" in
            --version) echo 'slurm 22.05.8' ;;
            --helpformat) echo '\(known.joined(separator: "  ").uppercased())  Extra' ;;
            *) exit 9 ;;
            esac
            """, "sacct", path)
        try Self.write(
            #"[ "$*" = "-n -P list cluster format=cluster" ] || exit 9; printf 'hammer\nbell\n'"#, "sacctmgr", path)
        #expect(site.path(of: "sacct") == path.appendingPathComponent("sacct").path)
        #expect(try site.version() == SlurmVersion("slurm 22.05.8") && site.version() != nil)
        #expect(try site.lackingFields().map(\.name).sorted() == ["ConsumedEnergyRaw", "MaxRSS"])
        #expect(try site.accountedClusters() == ["hammer", "bell"])
    }

    @Test func theClusterOfTheHost() throws {
        let (site, path) = try Self.site(privateData: [])
        defer { try? FileManager.default.removeItem(at: path) }
        try Self.write("printf 'Configuration data\\nClusterName             = hammer\\nX = y\\n'", "scontrol", path)
        #expect(try site.localCluster() == "hammer")
        try Self.write("echo 'ControlMachine = c0'", "scontrol", path)
        #expect(try site.localCluster() == nil)
    }

    /// It answers, or says why not.
    @Test func theQueueIsAsked() throws {
        let (site, path) = try Self.site(privateData: [])
        defer { try? FileManager.default.removeItem(at: path) }
        try Self.write(#"[ "$*" = "-h -t R -o %i -u $(id -u)" ] || exit 9"#, "squeue", path)
        try site.askQueue()
        try Self.write("echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1", "squeue", path)
        let failure = #expect(throws: ProcessFailure.self) { try site.askQueue() }
        #expect(failure.map { "\($0)" }?.contains("Unable to contact slurm controller") == true)
    }

    /// Nothing was set: both lines of `sacctmgr show config` are missing.
    @Test func whereNothingIsHidden() throws {
        let (site, path) = try Self.site(privateData: [])
        defer { try? FileManager.default.removeItem(at: path) }
        #expect(try site.privateData() == [])
    }
}
