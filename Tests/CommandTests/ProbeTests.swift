import Foundation
import Testing

/// `probe` looks and changes nothing.
@Suite struct ProbeTests {
    private struct Report: Decodable {
        struct Check: Decodable {
            var name: String
            var outcome: String
            var detail: String
        }
        var exit_code: Int32
        var checks: [Check]

        subscript(_ name: String) -> Check? { checks.first { $0.name == name } }
    }

    private func probe(
        _ slurm: FakeSlurm?, root: String, more: [String] = [], environment: [String: String] = [:]
    ) throws -> (status: Int32, report: Report) {
        let nothing = TemporaryDirectory()
        let path = slurm?.environment ?? ["PATH": nothing.path]
        let outcome = try Binary.run(
            ["probe", "--json", "--root", root] + more, environment: path.merging(environment) { $1 })
        let report = try JSONDecoder().decode(Report.self, from: outcome.output)
        #expect(report.exit_code == outcome.status)
        return (outcome.status, report)
    }

    @Test func allIsWell() throws {
        let root = Root()
        let slurm = try FakeSlurm()
        try FileManager.default.createDirectory(atPath: root.path, withIntermediateDirectories: true)
        let (status, report) = try probe(
            slurm, root: root.path, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
        #expect(status == 0)
        #expect(report.checks.allSatisfy { $0.outcome != "failed" })
        #expect(report["cluster"]?.detail == "negishi")
        #expect(report["sacct"]?.detail.contains("22.05.8") == true)
        #expect(report["colours"]?.detail == "256")
        #expect(report["locale"]?.detail == "UTF-8")
        #expect(report["visibility"]?.outcome == "fine")
        #expect(root.directory.files(below: "root").isEmpty)
        #expect(slurm.calls.isEmpty, "no question for rows is asked")
    }

    @Test func forPeople() throws {
        let slurm = try FakeSlurm()
        let outcome = try Binary.run(["probe", "--root", "/"], environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.lines.contains { $0.hasPrefix("ok") && $0.contains("sacct") })
        #expect(outcome.lines.contains { $0.hasPrefix("warn") && $0.contains("TERM is not set") })
    }

    @Test func withoutSacctItIsTwo() throws {
        let root = Root()
        let (status, report) = try probe(nil, root: root.path)
        #expect(status == 2)
        #expect(report["sacct"]?.outcome == "failed")
        #expect(report["sacct"]?.detail.contains("PATH") == true)
        #expect(!root.directory.has("root"))
    }

    @Test func anUnusableRootIsThree() throws {
        let slurm = try FakeSlurm()
        let directory = TemporaryDirectory()
        let file = try directory.write("", to: "file")
        #expect(try probe(slurm, root: file).status == 3)
        #expect(try probe(slurm, root: file + "/below").status == 3)
        #expect(try probe(slurm, root: directory.file("no/such/place")).status == 3)
        #expect(directory.files() == ["file"])
    }

    @Test(.enabled(if: getuid() == 0, "only root can become another user"))
    func anUnreadableRootIsThree() throws {
        let slurm = try FakeSlurm()
        let directory = TemporaryDirectory()
        let copy = directory.file("program")
        // The program, the fakes and the way to them must be readable by the other user; the root is not.
        try Binary.copy(to: copy)
        for path in [directory.path, slurm.directory.path] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let root = directory.file("root")
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let outcome = try Binary.run(
            program: "/usr/bin/setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", copy, "probe", "--root", root],
            environment: ["PATH": slurm.directory.path + ":/usr/bin:/bin"])
        // Where the toolchain's libraries are hidden from others, the program does not start at all.
        if outcome.errors.contains("error while loading shared libraries") { return }
        #expect(outcome.text.contains("FAIL  root"), "\(outcome.text)\(outcome.errors)")
        // 2 would hide it: python may be out of the other user's reach, sacct then does not answer, which is 4 alone.
        #expect(outcome.status == 3)
    }

    @Test func aRootThatIsNotThereYetIsAWarning() throws {
        let slurm = try FakeSlurm()
        let root = Root()
        let (status, report) = try probe(slurm, root: root.path)
        #expect(status == 0)
        #expect(report["root"]?.outcome == "warning")
        #expect(!root.directory.has("root"))
    }

    @Test func hiddenJobsAreAWarning() throws {
        let slurm = try FakeSlurm()
        try slurm.directory.write("jobs,usage", to: "private")
        let root = Root()
        let (status, report) = try probe(slurm, root: root.path)
        #expect(status == 0)
        // Nothing is hidden from root.
        #expect(report["visibility"]?.outcome == (getuid() == 0 ? "fine" : "warning"))
        #expect(report["visibility"]?.detail.contains("jobs,usage") == true)
    }

    @Test func anUnknownClusterIsFour() throws {
        let slurm = try FakeSlurm()
        let root = Root()
        let (status, report) = try probe(slurm, root: root.path, more: ["--cluster", "nowhere"])
        #expect(status == 4)
        #expect(report["cluster"]?.outcome == "failed")
        #expect(report["cluster"]?.detail.contains("nowhere") == true)
    }

    @Test func aSilentAccountingIsFour() throws {
        let slurm = try FakeSlurm()
        try slurm.program("sacctmgr", "#!/bin/sh\necho 'sacctmgr: error: Connection refused' >&2\nexit 1\n")
        let root = Root()
        let (status, report) = try probe(slurm, root: root.path)
        #expect(status == 4)
        #expect(report["accounting"]?.detail.contains("Connection refused") == true)
    }

    @Test func fieldsThatAreLackingAreNamed() throws {
        let slurm = try FakeSlurm()
        let text = try slurm.directory.text("sacct").replacingOccurrences(of: "ConsumedEnergyRaw ", with: "")
        try slurm.program("sacct", text)
        let root = Root()
        let (status, report) = try probe(slurm, root: root.path)
        #expect(status == 0)
        #expect(report["fields"]?.outcome == "warning")
        #expect(report["fields"]?.detail.contains("ConsumedEnergyRaw") == true)
    }
}
