import Testing

@Suite struct RoomTests {
    @Test func `Imports run one way`() {
        #expect(Repository.sources.count > 100, "the source tree was not found")
        let findings = Repository.sources.flatMap(RoomRules.importFindings)
        #expect(findings.isEmpty, "\(findings.report)")
    }

    @Test func `The manifest allows what the rooms allow`() throws {
        let targets = RoomRules.targets(inManifest: try Repository.manifest)
        let findings = RoomRules.manifestFindings(targets)
        #expect(findings.isEmpty, "\(findings.report)")
        // The reading of the manifest is itself right: two targets as they stand there.
        #expect(targets["Storage"] == ["Scoreboard", "BloomFilter", "CZlib", "CVectors", "CGlibc"])
        #expect(targets["slurm-sb-tui"]?.contains("ArgumentParser") == true)
        #expect(targets["slurm-sb-tui"]?.contains("swift-argument-parser") == false)
    }

    @Test(arguments: [
        ("Sources/Scoreboard/A.swift", "import Sacct"), ("Sources/Scoreboard/A.swift", "package import Storage"),
        ("Sources/BloomFilter/A.swift", "import struct Scoreboard.Day"),
        ("Sources/Poller/A.swift", "@testable import TerminalKit"), ("Sources/slurm-sb-tui/A.swift", "import CNcurses"),
        ("Sources/ScoreboardUI/A.swift", "private import Storage"), ("Sources/Cellar/A.swift", "let a = 1"),
        ("Sources/Sacct/A.swift", "import FoundationEssentials"), ("Sources/Sacct/A.swift", "import Dispatch"),
    ])
    func `A wrong import is found`(path: String, text: String) {
        #expect(RoomRules.importFindings(in: SourceFile(path: path, text: text)).count == 1)
    }

    @Test(arguments: [
        ("Sources/Sacct/A.swift", "package import Scoreboard"), ("Sources/CursesTerminal/A.swift", "import CNcurses"),
        ("Sources/Scoreboard/A.swift", "// import Sacct"), ("Sources/Scoreboard/A.swift", "let a = \"import Sacct\""),
        ("Sources/Scoreboard/A.swift", "/* a\nimport Sacct\n*/"), ("Sources/Storage/A.swift", "import Glibc"),
    ])
    func `A right import is not`(path: String, text: String) {
        #expect(RoomRules.importFindings(in: SourceFile(path: path, text: text)).isEmpty)
    }

    @Test func `A wrong dependency, a new and a missing target are found`() {
        var targets = RoomRules.rooms
        #expect(RoomRules.manifestFindings(targets).isEmpty)
        targets["Scoreboard"] = ["Storage"]
        targets["Cellar"] = []
        targets["Poller"] = nil
        #expect(
            RoomRules.manifestFindings(targets).map(\.message) == [
                "target Cellar is no room of the house", "there is no target Poller",
                "target Scoreboard must not depend on Storage",
            ])
    }
}
