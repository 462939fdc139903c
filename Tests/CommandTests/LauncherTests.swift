import Foundation
import Testing

/// The launchers of `bin/`, in a small project of their own: copies of the scripts, a source file, a stub for the
/// program and stubs for the tools that build it. Nothing here compiles.
@Suite struct LauncherTests {
    @Test(arguments: ["slurm-sb-tui", "slurm-sb"])
    func runsThroughASymbolicLinkFromAnotherDirectory(launcher: String) throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.addBinary()
        let link = project.directory.appending(path: "elsewhere/deep/link")
        try FileManager.default.createDirectory(at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: project.directory.appending(path: "bin/\(launcher)"))
        let result = try project.run(link.path, ["--version", "a b", ""])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "program <--version> <a b> <>\n")
        #expect(result.errors == "")
    }

    @Test func anExitStatusIsPassedOn() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.addBinary(thatEndsWith: "exit 4")
        #expect(try project.run("bin/slurm-sb", ["doctor"]).status == 4)
    }

    @Test func aSourceNewerThanTheBinaryIsAReasonToBuild() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.addBinary()
        let dryRun = ["SLURM_SB_LAUNCHER_DRY_RUN": "1"]
        #expect(try project.run("bin/slurm-sb-tui", environment: dryRun).output.hasPrefix("run: "))
        try project.touch("Sources/Room/File.swift", secondsFromNow: 60)
        let stale = try project.run("bin/slurm-sb-tui", environment: dryRun)
        #expect(stale.output.contains("build: Sources/Room/File.swift is newer than the binary"))
    }

    @Test func aRemovedSourceIsAReasonToBuild() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.addBinary()
        try FileManager.default.removeItem(at: project.directory.appending(path: "Sources/Room/File.swift"))
        try project.touch("Sources/Room", secondsFromNow: 60)
        let stale = try project.run("bin/slurm-sb", environment: ["SLURM_SB_LAUNCHER_DRY_RUN": "1"])
        #expect(stale.output.contains("build: Sources/Room is newer than the binary"))
    }

    @Test func buildsOnceAndThenRuns() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        let first = try project.run("bin/slurm-sb-tui", ["--version"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output == "program <--version>\n")
        #expect(first.errors.contains("there is no release binary yet"))
        #expect(first.errors.contains("[1/2] Compiling"))
        // Kept, for whoever looks for warnings afterwards.
        let log = try String(contentsOf: project.directory.appending(path: ".build/launcher.log"), encoding: .utf8)
        #expect(log == "[1/2] Compiling Room File.swift\n")
        // Its linker may leave an old binary in place; that must not mean a build at every start.
        try project.touch(".build/release/slurm-sb-tui", secondsFromNow: -3600)
        let second = try project.run("bin/slurm-sb-tui", ["--version"])
        #expect(second.output == "program <--version>\n")
        #expect(second.errors == "")
    }

    @Test func twoLaunchersBuildOnce() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.stub("swift", LauncherProject.slowSwift)
        let both = try project.run(
            "/bin/bash", ["-c", "bin/slurm-sb-tui one & bin/slurm-sb two & wait"])
        #expect(both.output.split(separator: "\n").sorted() == ["program <one>", "program <two>"])
        let builds = try String(contentsOf: project.directory.appending(path: "builds"), encoding: .utf8)
        #expect(builds == "build\n")
    }

    @Test func aFailedBuildIsShownInFull() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.stub("swift", "for n in 1 2 3; do echo \"File.swift:$n: error: trouble $n\"; done; exit 1")
        let result = try project.run("bin/slurm-sb-tui", ["--version"])
        #expect(result.status == 1)
        #expect(result.output == "")
        for number in 1...3 { #expect(result.errors.contains("File.swift:\(number): error: trouble \(number)")) }
    }

    @Test func missingPackagesArePrintedForAPlainUser() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.stub("id", "case $1 in -u) echo 1000 ;; *) echo someone ;; esac")
        try project.stub("sudo", "exit 1")
        try project.stub(
            "dpkg-query", "case $* in *libncursesw5-dev*|*git*) exit 1 ;; *) echo install ok installed ;; esac")
        let result = try project.run("bin/slurm-sb-tui", ["--version"])
        #expect(result.status == 1)
        #expect(result.errors.contains("  sudo apt-get install -y libncursesw5-dev git\n"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: project.directory.appending(path: "builds").path))
    }

    @Test func rootInstallsMissingPackages() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.stub("id", "echo 0")
        try project.stub("dpkg-query", "case $* in *libncursesw5-dev*) exit 1 ;; *) echo install ok installed ;; esac")
        try project.stub("apt-get", "echo \"$@\" >>\"$PROJECT/apt\"")
        let result = try project.run("bin/slurm-sb-tui", ["--version"])
        #expect(result.status == 0, "\(result.errors)")
        let calls = try String(contentsOf: project.directory.appending(path: "apt"), encoding: .utf8)
        #expect(calls.hasSuffix("install -y -qq --no-install-recommends libncursesw5-dev\n"), "\(calls)")
    }

    @Test func swiftItselfMissingIsSaid() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.withoutSwift()
        let none = try project.run("bin/slurm-sb-tui", ["--version"], environment: project.pathWithoutSwift)
        #expect(none.status == 1)
        #expect(none.errors.contains("Swift is not installed"))
        // An old binary is better than none.
        try project.addBinary()
        try project.touch("Package.swift", secondsFromNow: 60)
        let old = try project.run("bin/slurm-sb-tui", ["--version"], environment: project.pathWithoutSwift)
        #expect(old.status == 0)
        #expect(old.output == "program <--version>\n")
        #expect(old.errors.contains("Not rebuilt"))
    }

    // MARK: - bin/install

    /// A static build in a folder of its own, stripped, that gets the arguments; and no second one for the second run.
    @Test func installBuildsAStaticBinaryAndHasItInstallItself() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        try project.stub("swift", LauncherProject.staticSwift)
        try project.stub("gcc", "echo \"$PROJECT/archives/${1#-print-file-name=}\"")
        try project.stub("strip", "cp \"$3\" \"$2\"")
        for archive in ["libncursesw", "libtinfo", "libyaml", "libz", "libstdc++"] {
            try project.add("archives/\(archive).a")
        }
        for _ in 0..<2 {
            let result = try project.run("bin/install", ["--root", "a b"])
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output == "program <install> <--root> <a b>\n")
        }
        let builds = try String(contentsOf: project.directory.appending(path: "builds"), encoding: .utf8)
        #expect(builds.split(separator: "\n").count == 1)
        #expect(
            builds.contains("-Xswiftc -static-executable -Xlinker -L\(project.directory.path)/.build-static/archives"))
        let archives = project.directory.appending(path: ".build-static/archives")
        #expect(try FileManager.default.contentsOfDirectory(atPath: archives.path).count == 5)
    }

    @Test func installSaysWhichArchivesAreMissing() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        // What gcc does not find it gives back as it was asked.
        try project.stub("gcc", "echo \"${1#-print-file-name=}\"")
        let result = try project.run("bin/install", ["--root", "x"])
        #expect(result.status == 1)
        #expect(result.errors.contains("libyaml.a") && result.errors.contains("libyaml-dev"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: project.directory.appending(path: "builds").path))
    }

    @Test func installWithoutARootBuildsNothing() throws {
        let project = try LauncherProject()
        defer { project.remove() }
        let result = try project.run("bin/install", [])
        #expect(result.status == 2 && result.errors.contains("bin/install --root DIR"))
        try project.addBinary()
        let help = try project.run("bin/install", ["--help"])
        #expect(help.status == 0 && help.output == "program <install> <--help>\n")
        #expect(!FileManager.default.fileExists(atPath: project.directory.appending(path: "builds").path))
    }
}

/// The small project.
private struct LauncherProject {
    let directory: URL
    let stubs: URL

    /// A `swift` that says what it compiles and leaves the program behind.
    static let quickSwift = """
        echo build >>"$PROJECT/builds"
        echo '[1/2] Compiling Room File.swift'
        mkdir -p "$PROJECT/.build/release"
        printf '%s\\n' '#!/bin/sh' 'printf program; printf " <%s>" "$@"; echo' >"$PROJECT/.build/release/slurm-sb-tui"
        chmod 755 "$PROJECT/.build/release/slurm-sb-tui"
        """
    /// The same in the folder of the static build, with the arguments.
    static let staticSwift = """
        echo "$@" >>"$PROJECT/builds"
        mkdir -p "$PROJECT/.build-static/release"
        printf '%s\\n' '#!/bin/sh' 'printf program; printf " <%s>" "$@"; echo' >"$PROJECT/.build-static/release/slurm-sb-tui"
        chmod 755 "$PROJECT/.build-static/release/slurm-sb-tui"
        """
    /// The same, so slow that a second launcher arrives meanwhile.
    static let slowSwift = "sleep 1\n" + quickSwift

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "launcher-\(UUID().uuidString)")
        stubs = directory.appending(path: "stubs")
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try FileManager.default.createDirectory(at: stubs, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: package.appending(path: "bin"), to: directory.appending(path: "bin"))
        try FileManager.default.createDirectory(
            at: directory.appending(path: "Sources/Room"), withIntermediateDirectories: true)
        try Data().write(to: directory.appending(path: "Package.swift"))
        try Data().write(to: directory.appending(path: "Sources/Room/File.swift"))
        try stub("swift", Self.quickSwift)
        try stub("dpkg-query", "echo install ok installed")
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }

    /// A command that goes before the machine's own.
    func stub(_ name: String, _ body: String) throws {
        try write("#!/bin/bash\n" + body + "\n", to: stubs.appending(path: name))
    }

    /// No Swift anywhere on PATH, wherever this machine keeps it: only what the launchers need to find that out.
    func withoutSwift() throws {
        try FileManager.default.removeItem(at: stubs.appending(path: "swift"))
        for tool in ["bash", "find", "id", "mkdir", "readlink"] {
            try FileManager.default.createSymbolicLink(
                at: stubs.appending(path: tool), withDestinationURL: URL(filePath: "/usr/bin/\(tool)"))
        }
    }

    var pathWithoutSwift: [String: String] { ["PATH": stubs.path] }

    func addBinary(thatEndsWith ending: String = "") throws {
        let folder = directory.appending(path: ".build/release")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(
            "#!/bin/sh\nprintf program; printf ' <%s>' \"$@\"; echo\n\(ending)\n",
            to: folder.appending(path: "slurm-sb-tui"))
        try touch(".build/release/slurm-sb-tui", secondsFromNow: 30)
    }

    /// An empty file.
    func add(_ path: String) throws {
        let file = directory.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
    }

    func touch(_ path: String, secondsFromNow: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(secondsFromNow)],
            ofItemAtPath: directory.appending(path: path).path)
    }

    func run(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        let output = stubs.appending(path: "output")
        let errors = stubs.appending(path: "errors")
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program.hasPrefix("/") ? URL(filePath: program) : directory.appending(path: program)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = environment.merging([
            "PATH": stubs.path + ":/usr/bin:/bin", "HOME": "/", "PROJECT": directory.path,
        ]) { given, _ in given }
        process.standardInput = FileHandle.nullDevice
        let streams = [try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors)]
        defer { for stream in streams { try? stream.close() } }
        process.standardOutput = streams[0]
        process.standardError = streams[1]
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self),
            String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    private func write(_ script: String, to file: URL) throws {
        try Data(script.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
}
