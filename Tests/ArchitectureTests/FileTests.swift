import Testing

@Suite struct FileTests {
    @Test func `One type a file, named after it`() {
        let findings = Repository.sources.flatMap(FileRules.typeFindings)
        #expect(findings.isEmpty, "\(findings.report)")
    }

    @Test(arguments: [
        ("Job.swift", "struct Job {}\nstruct State {}", 1), ("Job.swift", "package final class State {}", 1),
        ("Job.swift", "struct Job {\n  enum Kind {}\n}\nprivate struct Part {}\nfileprivate enum Side {}", 0),
        ("Job.swift", "@main struct Job {}", 0), ("Job.swift", "package indirect enum Tree {}", 1),
        ("Job+Text.swift", "extension Job {}", 0), ("Job+Text.swift", "extension Site.Job {\n}", 0),
        ("Job+Text.swift", "extension Jobs {}", 1), ("Job+Text.swift", "extension Job {}\nenum Text {}", 1),
        ("Job.swift", "let text = \"\"\"\nenum Text {}\n\"\"\"", 0), ("Words.swift", "func words() { a(\"{\") }", 0),
        ("Job.swift", "func a() { b(\"{\") }\nactor B {}", 1),
    ])
    func `A second type is found`(name: String, text: String, count: Int) {
        #expect(FileRules.typeFindings(in: SourceFile(path: "Sources/Scoreboard/\(name)", text: text)).count == count)
    }

    @Test func `No file has a name that says nothing`() {
        let findings = Repository.files(below: "Sources").flatMap(FileRules.nameFindings)
        #expect(findings.isEmpty, "\(findings.report)")
        for name in ["JobUtils.swift", "Helper.swift", "CommonOptions.swift", "LockManager.swift", "utils.c", "Misc.h"]
        {
            #expect(FileRules.nameFindings("Sources/A/\(name)").count == 1, "\(name)")
        }
        for name in ["Communication.swift", "Commit.swift", "Job+Text.swift", "Utilisation.swift", "Miscount.swift"] {
            #expect(FileRules.nameFindings("Sources/A/\(name)").isEmpty, "\(name)")
        }
    }

    @Test func `No source file is too long`() {
        let findings = Repository.sources.flatMap(FileRules.lengthFindings)
        #expect(findings.isEmpty, "\(findings.report)")
        func file(_ lines: Int) -> SourceFile {
            SourceFile(path: "Sources/A/B.swift", text: String(repeating: "a\n", count: lines))
        }
        #expect(FileRules.lengthFindings(in: file(400)).isEmpty)
        #expect(FileRules.lengthFindings(in: file(401)).count == 1)
    }

    @Test func `Nothing is unfinished, and nothing crashes or prints`() {
        let findings = Repository.sources.flatMap(FileRules.wordFindings)
        #expect(findings.isEmpty, "\(findings.report)")
    }

    @Test(arguments: [
        ("// TODO: later", 1), ("/// FIXME", 1), ("let a = try! b()", 1), ("let a = b as! C", 1),
        ("fatalError(\"a\")", 1),
        ("print(a)", 1), ("// print(a)", 0), ("let a = \"print(\"", 0), ("blueprint(a)", 0),
        ("let t = \"demo.XXXXXX\"", 0),
        ("let a = b as? C", 0), ("let a = try? b()", 0),
    ])
    func `Unfinished work and crashes are found`(text: String, count: Int) {
        #expect(FileRules.wordFindings(in: SourceFile(path: "Sources/A/B.swift", text: text)).count == count)
    }

    @Test func `The top of the repository holds what belongs there`() throws {
        let listing = try #require(Repository.output(of: "git", ["ls-files"]), "git ls-files did not run")
        let paths = listing.split(separator: "\n")
        #expect(paths.contains("Package.swift"))
        let findings = FileRules.topFindings(paths)
        #expect(findings.isEmpty, "\(findings.report)")
        #expect(
            FileRules.topFindings(["Sources/A.swift", "notes.txt", "tools/run"]).map(\.place) == ["notes.txt", "tools"])
    }
}
