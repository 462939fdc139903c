import Foundation
import Testing

/// `doctor` on roots as `ingest` leaves them.
@Suite struct DoctorTests {
    struct Report: Decodable {
        struct Finding: Decodable {
            var severity: String
            var subject: String
            var cluster: String?
            var path: String?
            var message: String
            var remedy: String?
        }
        struct Action: Decodable {
            var action: String
            var path: String?
            var message: String
        }
        var root: String
        var worst: String
        var actions: [Action]
        var findings: [Finding]
    }

    private static let daily = "clusters/negishi/agg/rollups/daily/2026-10.json"
    private static let filter = "clusters/negishi/state/seen/2026-10.bloom"

    private func filled() throws -> Root {
        let root = Root()
        let rows = try RowSamples.generated(jobs: 200)
        let outcome = try root.ingest("negishi", [try root.directory.write(rows, to: "rows")])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return root
    }

    private func doctor(_ root: Root, _ more: [String] = []) throws -> Binary.Outcome {
        try Binary.run(["doctor", "--root", root.path, "--now", Root.now] + more)
    }

    private func report(_ outcome: Binary.Outcome) throws -> Report {
        try JSONDecoder().decode(Report.self, from: outcome.output)
    }

    /// Cuts the end off a file.
    private func damage(_ root: Root, _ name: String) throws {
        let data = try root.directory.data("root/\(name)")
        try root.directory.write(Data(data.dropLast(5)), to: "root/\(name)")
    }

    @Test func nothingIsWrong() throws {
        let root = try filled()
        let outcome = try doctor(root)
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.text.contains("nothing is wrong in \(root.path)\n0 damage, 0 warning, "))
        let json = try doctor(root, ["--json", "--cluster", "negishi"])
        #expect(json.status == 0)
        #expect(try report(json).worst == "fine")
        #expect(try report(json).findings.map(\.subject) == ["disk"])
    }

    @Test func damageIsNamedWithItsRemedyAndNothingIsWritten() throws {
        let root = try filled()
        try damage(root, Self.daily)
        let before = try snapshot(root)
        let outcome = try doctor(root)
        #expect(outcome.status == 4)
        #expect(outcome.text.contains("damage: negishi months: its end with the checksum is missing"))
        #expect(outcome.text.contains("    \(root.path)/\(Self.daily)\n"))
        #expect(outcome.text.contains("→ run: slurm-sb doctor --repair\n"))
        let json = try doctor(root, ["--json"])
        #expect(json.status == 4)
        let finding = try #require(try report(json).findings.first)
        #expect(finding.severity == "damage")
        #expect(finding.cluster == "negishi")
        #expect(finding.path == "\(root.path)/\(Self.daily)")
        #expect(finding.remedy == "run: slurm-sb doctor --repair")
        #expect(try snapshot(root) == before)
    }

    @Test func aWarningIsOne() throws {
        let root = try filled()
        let seen = root.path + "/clusters/negishi/state/seen"
        #expect(chmod(seen, 0o755) == 0)
        let outcome = try doctor(root)
        #expect(outcome.status == 1, "\(outcome.text)")
        #expect(outcome.text.contains("\n    \(seen)\n"))
        #expect(outcome.text.contains("-exec chmod 2775 {} +"))
    }

    @Test func repairMends() throws {
        let root = try filled()
        let before = root.contents()
        try damage(root, Self.filter)
        try damage(root, "clusters/negishi/agg/rollups/monthly/2026-10.json")
        try damage(root, "leaderboards/boards.bin")
        #expect(try doctor(root).status == 4)
        let outcome = try doctor(root, ["--repair", "--json"])
        // What was set aside is worth a look.
        #expect(outcome.status == 1, "\(outcome.text)")
        let actions = try report(outcome).actions
        #expect(actions.contains { $0.action == "made anew" && $0.path == "\(root.path)/\(Self.filter)" })
        #expect(actions.contains { $0.action == "set aside" && $0.path?.hasSuffix(".bad") ?? false })
        for name in root.contents().keys.filter({ $0.hasSuffix(".bad") }) {
            try FileManager.default.removeItem(atPath: "\(root.path)/\(name)")
        }
        // The number of the last commit is larger, and the sums of the boards are of other files.
        let isData = { (entry: (key: String, value: Data)) in
            !["state/commit.json", "state/windows.bin"].contains(where: entry.key.hasSuffix)
        }
        #expect(root.contents().filter(isData) == before.filter(isData))
        #expect(try doctor(root).status == 0)
    }

    @Test func savedRowsThatAreBroughtInAgainMakeAMonthWhole() throws {
        let root = try filled()
        let before = root.counted("negishi")
        try damage(root, "clusters/negishi/state/seen/2026-10.ids")
        #expect(try doctor(root, ["--repair"]).text.contains("bring its saved rows in again with: ingest"))
        // Nobody polls here: who brought the rows in says that they are all by removing what was set aside.
        let again = try root.ingest("negishi", [root.directory.file("rows")])
        #expect(again.status == 4)
        for name in root.contents().keys where name.hasSuffix(".bad") {
            #expect(again.errors.contains(name))
            try FileManager.default.removeItem(atPath: "\(root.path)/\(name)")
        }
        #expect(try root.ingest("negishi", [root.directory.file("rows")]).status == 0)
        let after = root.counted("negishi").filter { !$0.key.hasSuffix(".bad") }
        #expect(after == before)
    }

    @Test func aClusterThatIsNotThereIsAnError() throws {
        let root = try filled()
        let outcome = try doctor(root, ["--cluster", "nowhere"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("has no cluster 'nowhere'"))
        let missing = try Binary.run(["doctor", "--root", root.path + "-not"])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("is not there"))
    }

    /// Every path with its content and the times of its changes.
    private func snapshot(_ root: Root) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            var status = stat()
            #expect(lstat("\(root.path)/\(name)", &status) == 0)
            let data = (try? Data(contentsOf: URL(fileURLWithPath: "\(root.path)/\(name)"))) ?? Data()
            found[name] =
                "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_mode) "
                + "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(data.base64EncodedString())"
        }
        return found
    }
}
