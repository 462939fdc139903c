import Foundation
import Testing

/// The README's commands are run as they stand there, and its picture is what the program draws.
@Suite(.serialized) struct ReadmeTests {
    private static let text: String = {
        let url = Binary.packageDirectory.appendingPathComponent("README.md")
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }()

    /// The fenced blocks: what stands behind the first three backticks, and the lines.
    private static let blocks: [(language: String, lines: [String])] = {
        var blocks: [(language: String, lines: [String])] = []
        var open: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), [])
                }
            } else {
                open?.lines.append(String(line))
            }
        }
        return blocks
    }()

    /// What is not run here, and why that is no loss. Nothing else is left out.
    private static let runElsewhere = [
        "./bin/install --root DIR": "builds for minutes: LauncherTests and InstallCommandTests",
        "./bin/test": "it is what runs this test",
        "./bin/test --filter SacctTests": "as above",
        "./bin/test --sanitize": "a part of it",
        "./bin/test --coverage": "a part of it",
    ]

    /// What stands behind the command that draws the picture.
    private static let pictureMark = "the picture at the top"

    /// A line without its comment.
    private static func command(_ line: String) -> String {
        let end = line.range(of: "  #")?.lowerBound ?? line.endIndex
        return line[..<end].trimmingCharacters(in: .whitespaces)
    }

    /// A directory in which every command of the page means something: `./bin` with the program, the shared directory `DIR`
    /// with the program in its `bin`, the older program's `OLD`, dumps, and a Slurm of the cluster `hammer`.
    private final class Place {
        let directory = TemporaryDirectory()
        let slurm: FakeSlurm

        init() throws {
            slurm = try FakeSlurm(rows: try RowSamples.generated(jobs: 60), clusters: ["hammer"])
            try directory.write(try RowSamples.generated(jobs: 40, seed: 2), to: "dump-2024-1.txt")
            try directory.write(try RowSamples.generated(jobs: 40, seed: 3), to: "dump-2024-2.txt")
            try ImportCommandTests.soundCopy(at: directory.file("OLD"))
            // Programs find their root by where they stand: a link would lead back to where it was built.
            for name in ["bin/slurm-sb", "bin/slurm-sb-tui", "DIR/bin/slurm-sb", "DIR/bin/slurm-sb-tui"] {
                try FileManager.default.createDirectory(
                    atPath: FilePath(directory.file(name)).parent, withIntermediateDirectories: true)
                try Binary.copy(to: directory.file(name))
            }
        }

        private struct FilePath {
            var parent: String
            init(_ path: String) { parent = URL(fileURLWithPath: path).deletingLastPathComponent().path }
        }

        func shell(_ script: String) throws -> Binary.Outcome {
            try Binary.run(
                program: "/bin/sh", ["-e", "-c", "cd '\(directory.path)'\n\(script)"],
                environment: [
                    "PATH": slurm.directory.path + ":" + Binary.searchPath, "TERM": "dumb", "TMPDIR": directory.path,
                ], timeout: 300)
        }
    }

    @Test func `Every command in a block of the shell's runs as written, in the order of the page`() throws {
        let place = try Place()
        var ran = 0
        for block in Self.blocks where block.language == "sh" {
            for line in block.lines where !Self.command(line).isEmpty {
                let command = Self.command(line)
                // The picture's has a test of its own.
                if Self.runElsewhere[command] != nil || line.contains(Self.pictureMark) { continue }
                let outcome = try place.shell(command)
                #expect(outcome.status == 0, "\(command): \(outcome.text.suffix(2000))\(outcome.errors.suffix(2000))")
                ran += 1
            }
        }
        #expect(ran >= 9)
        // They did what they say: polled jobs, dumps and imported months are on the board, in the copy too.
        for name in ["DIR", "copy"] { #expect(place.directory.has("\(name)/leaderboards/boards.bin"), "\(name)") }
        #expect(try place.directory.text("DIR/leaderboards/alltime.json").contains(#""imported":{"bell":["#))
        #expect(try place.directory.text("user.svg").hasPrefix("<svg"))
        let known = Set(Self.blocks.filter { $0.language == "sh" }.flatMap(\.lines).map(Self.command))
        for command in Self.runElsewhere.keys {
            #expect(known.contains(command), "\(command) is not in the README any more")
        }
    }

    @Test func `The line for cron runs as written`() throws {
        let lines = Self.blocks.flatMap(\.lines).filter { $0.hasPrefix("*/") }
        #expect(!lines.isEmpty)
        let place = try Place()
        for line in lines {
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let command = try #require(fields.last).replacingOccurrences(of: "/path/to/", with: "./bin/")
            let outcome = try place.shell(command)
            #expect(outcome.status == 0 && outcome.text.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
        }
    }

    /// Commands in running text: with options they are run, and one that is only named is known.
    @Test func `Commands within sentences are those of the program`() throws {
        let place = try Place()
        let spans = Set(
            Self.text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                .map { String($0.element) }
        ).filter { $0.hasPrefix("slurm-sb ") && !$0.contains("\n") && !$0.contains("COMMAND") }
        #expect(spans.count >= 10)
        for span in spans.sorted() {
            let line = span.contains(" --") ? span : span + " --help"
            let outcome = try place.shell(
                "export PATH=$PWD/bin:$PATH SLURM_SB_ROOT=DIR SLURM_SB_CLUSTER=hammer SLURM_SB_RATE_LIMIT_PER_MIN=1000; "
                    + "\(line) </dev/null")
            #expect(outcome.status == 0, "\(line): \(outcome.errors)")
        }
    }

    @Test func `The picture at the top is what the program draws`() throws {
        let picture = try #require(Self.blocks.first).lines
        let command = try #require(
            Self.blocks.filter { $0.language == "sh" }.flatMap(\.lines).first { $0.contains(Self.pictureMark) })
        let outcome = try Place().shell(Self.command(command))
        #expect(outcome.text == picture.map { $0 + "\n" }.joined(), "put this in its place:\n\(outcome.text)")
    }
}
