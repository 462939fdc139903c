import Foundation
import Testing

/// `install` of the built program into a new root. What a fully static one is good for is shown by
/// `Tests/Installation/bare-system`.
@Suite struct InstallCommandTests {
    @Test func aNewRoot() throws {
        let site = InstallSite()
        // Whatever the umask: what others cannot read is no use to them.
        let outcome = try Binary.shell("umask 077; \"$B\" install --no-checks --cluster hammer --root '\(site.root)'")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("Installed 0."))
        for directory in ["", "clusters", "config", "leaderboards", "ui"] { #expect(site.mode(directory) == 0o2775) }
        for directory in ["bin", "bin/terminfo", "share", "share/man/man1", "share/slurm-sb/systemd"] {
            #expect(site.mode(directory) == 0o2755, "\(directory)")
        }
        #expect(site.mode("bin/slurm-sb-tui") == 0o755)
        #expect(site.mode("share/man/man1/slurm-sb.1") == 0o644)
        #expect(site.mode("config/policy.json") == 0o664 && site.mode("ui/theme.json") == 0o664)
        // It names people.
        #expect(site.mode("config/optout.txt") == 0o660)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: site.path("bin/slurm-sb")) == "slurm-sb-tui")
        #expect(!site.files.contains { $0.contains(".tmp-") || $0.contains("installing") })
        #expect(site.files.contains("bin/terminfo/x/xterm-256color"))
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: site.path("bin/slurm-sb-tui")))
                == Data(contentsOf: URL(fileURLWithPath: Binary.path)))
    }

    /// By its link, by PATH, and by a link to it from elsewhere.
    @Test func theInstalledProgramFindsItsRoot() throws {
        let site = try InstallSite.installed()
        let link = site.directory.file("elsewhere")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: site.path("bin/slurm-sb"))
        for line in [
            "'\(site.path("bin/slurm-sb"))'", "'\(site.path("bin/slurm-sb-tui"))'", "'\(link)'", "slurm-sb",
            "slurm-sb-tui",
        ] {
            let outcome = try Binary.run(
                program: "/bin/sh", ["-c", "cd / && \(line) config"],
                environment: ["PATH": site.path("bin") + ":/usr/bin:/bin"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.lines.contains { $0.hasPrefix("root") && $0.contains(site.root) }, "\(line): \(outcome.text)")
        }
    }

    @Test func aSecondRunChangesNothing() throws {
        let site = try InstallSite.installed()
        let before = try site.traces()
        let outcome = try site.install()
        #expect(outcome.status == 0 && outcome.text.contains("Nothing to do"), "\(outcome.text)")
        #expect(try site.traces() == before)
    }

    @Test func modesAndContentsArePutRight() throws {
        let site = try InstallSite.installed()
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: site.path("bin"))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: site.path("bin/slurm-sb-tui"))
        try Data("cut".utf8).write(to: URL(fileURLWithPath: site.path("share/man/man1/slurm-sb-poll.1")))
        try FileManager.default.removeItem(atPath: site.path("bin/slurm-sb"))
        let outcome = try site.install()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(site.mode("bin") == 0o2755 && site.mode("bin/slurm-sb-tui") == 0o755)
        #expect(outcome.lines.contains { $0.hasPrefix("replaced") && $0.hasSuffix("share/man/man1/slurm-sb-poll.1") })
        #expect(outcome.lines.contains { $0.hasPrefix("new") && $0.hasSuffix("bin/slurm-sb") })
        #expect(try site.install().text.contains("Nothing to do"))
    }

    /// The samples in place say what is so without them, and look so.
    @Test func theSamplesChangeNothing() throws {
        let site = InstallSite()
        let rows = Data(try RowSamples.generated(jobs: 200).utf8)
        let ingest = ["ingest", "--cluster", "negishi", "--root", site.root, "--now", Root.now]
        #expect(try Binary.run(ingest, input: rows).status == 0)
        let ask = [
            ["config", "--cluster", "negishi", "--root", site.root, "--now", Root.now],
            ["snapshot", "--format", "ansi", "--root", site.root, "--now", Root.now],
        ]
        let environment = ["LC_ALL": "C.UTF-8"]
        let before = try ask.map { try Binary.run($0, environment: environment).lines.map(String.init) }
        #expect(try site.install().status == 0)
        let after = try ask.map { try Binary.run($0, environment: environment).lines.map(String.init) }
        func values(_ lines: [String]) -> [String] {
            lines.map { String($0.split(separator: "(", maxSplits: 1)[0]).trimmingCharacters(in: .whitespaces) }
        }
        #expect(after[1] == before[1])
        #expect(after[0].count >= before[0].count)
        let check = try Binary.run(["config", "--check", "--root", site.root])
        #expect(check.status == 0, "\(check.errors)")
    }

    /// Whoever runs the old program keeps it; the next start is the new one.
    @Test func anUpgradeWhileAPollerRuns() throws {
        let site = try InstallSite.installed()
        let slurm = try FakeSlurm()
        let poller = try RunningProgram(
            site.path("bin/slurm-sb-tui"), ["poll", "--cluster", "negishi", "--root", site.root],
            environment: slurm.environment, input: nil)
        #expect(poller.says("negishi"), "\(poller.errors)")
        let old = try site.inode("bin/slurm-sb-tui")
        // The same program, and another file.
        let next = site.directory.file("next")
        try Binary.copy(to: next, adding: "another build")
        let outcome = try site.install(by: next)
        #expect(outcome.status == 0 && outcome.text.contains("another build of it"), "\(outcome.text)\(outcome.errors)")
        #expect(try site.inode("bin/slurm-sb-tui") != old)
        #expect(kill(poller.processIdentifier, 0) == 0)
        let running = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(poller.processIdentifier)/exe")
        #expect(running.hasSuffix("(deleted)"), "\(running)")
        #expect(try Binary.run(program: site.path("bin/slurm-sb"), ["--version"]).status == 0)
        poller.signal(SIGTERM)
        #expect(try poller.outcome().status == 0)
    }

    @Test func uninstallLeavesTheDataAndWhatWasEdited() throws {
        let site = InstallSite()
        let rows = Data(try RowSamples.generated(jobs: 50).utf8)
        #expect(try site.install().status == 0)
        #expect(
            try Binary.run(["ingest", "--cluster", "negishi", "--root", site.root, "--now", Root.now], input: rows)
                .status == 0)
        let data = site.files.filter { $0.hasPrefix("clusters/") || $0.hasPrefix("leaderboards/") }
        #expect(!data.isEmpty)
        try Data("{\"min_jobs\": 5}".utf8).write(to: URL(fileURLWithPath: site.path("config/policy.json")))
        try Data("ours".utf8).write(to: URL(fileURLWithPath: site.path("share/slurm-sb/our-notes")))
        // By the installed one, which so removes itself.
        let outcome = try site.install(["--uninstall"], by: site.path("bin/slurm-sb"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains { $0.hasPrefix("kept") && $0.hasSuffix("config/policy.json") })
        #expect(site.files == (data + ["config/policy.json", "share/slurm-sb/our-notes"]).sorted())
        #expect(!FileManager.default.fileExists(atPath: site.path("bin")))
        let again = try site.install(["--uninstall"])
        #expect(again.status == 1 && again.errors.contains("nothing is installed"))
    }

    @Test func anEmptyRootGoesWithUninstall() throws {
        let site = try InstallSite.installed()
        #expect(try site.install(["--uninstall"]).status == 0)
        #expect(!FileManager.default.fileExists(atPath: site.root))
    }

    // MARK: - What is in the way

    @Test(arguments: ["directory", "link", "file", "config", "name"])
    func nothingOfOthersIsReplaced(what: String) throws {
        let site = InstallSite()
        let files = FileManager.default
        try files.createDirectory(atPath: site.path("bin"), withIntermediateDirectories: true)
        let program = site.path("bin/slurm-sb-tui")
        switch what {
        case "directory": try files.createDirectory(atPath: program, withIntermediateDirectories: true)
        case "link": try files.createSymbolicLink(atPath: program, withDestinationPath: "/bin/true")
        case "file": try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: program))
        case "config": try files.createSymbolicLink(atPath: site.path("config"), withDestinationPath: "/tmp")
        default: try Data().write(to: URL(fileURLWithPath: site.path("bin/slurm-sb")))
        }
        let before = site.files
        let outcome = try site.install()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(site.root) && outcome.errors.contains("move it away"), "\(outcome.errors)")
        #expect(site.files == before)
    }

    @Test(arguments: [
        [], ["--root", "/"], ["--root", ""], ["--root", "/tmp/a:b"], ["--root", "/tmp/../x"],
        ["--root", "/tmp/a\u{1b}b"],
        ["--root", "/tmp/never", "--group", "no-such-group-here"], ["--root", "/tmp/never", "--cluster", "a/b"],
    ])
    func wrongUsageIsTwo(arguments: [String]) throws {
        let outcome = try Binary.run(["install", "--no-checks"] + arguments)
        #expect(outcome.status == 2 && !outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/never"))
    }

    @Test(arguments: [
        ("/proc/scoreboard", "cannot create the directory /proc/scoreboard"),
        ("/dev/null/scoreboard", "/dev/null is no directory: name another one"),
    ])
    func aRootThatCannotBeMade(root: String, words: String) throws {
        let outcome = try Binary.run(["install", "--no-checks", "--root", root])
        #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
    }

    /// A disk that is full in the middle: what was there goes on, nothing half is left, and the next run finishes.
    @Test func aFullDisk() throws {
        let site = try InstallSite.installed()
        let program = try site.inode("bin/slurm-sb-tui")
        for path in ["bin/slurm-sb-tui", "share/man/man1/slurm-sb-poll.1"] {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: site.path(path)))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("x".utf8))
            try handle.close()
        }
        // Files of at most a megabyte: the system says so by EFBIG once the signal is ignored.
        let outcome = try Binary.run(
            program: "/bin/bash",
            ["-c", "trap '' XFSZ; ulimit -f 1024; exec '\(Binary.path)' install --no-checks --root '\(site.root)'"])
        #expect(outcome.status == 1 && outcome.errors.contains("bin/slurm-sb-tui"), "\(outcome.errors)")
        #expect(try site.inode("bin/slurm-sb-tui") == program)
        #expect(!site.files.contains { $0.contains(".tmp-") })
        #expect(try site.install().status == 0)
        #expect(try site.install().text.contains("Nothing to do"))
    }

    @Test func oneAtATime() throws {
        let site = try InstallSite.installed()
        let outcome = try Binary.run(
            program: "/usr/bin/flock",
            [site.path(".slurm-sb-installing"), Binary.path, "install", "--no-checks", "--root", site.root])
        #expect(outcome.status == 3, "\(outcome.errors)")
    }

    @Test func aDamagedRecordIsSaid() throws {
        let site = try InstallSite.installed()
        let record = URL(fileURLWithPath: site.path("share/slurm-sb/installed.json"))
        var bytes = try Data(contentsOf: record)
        bytes[40] ^= 1
        try bytes.write(to: record)
        for more in [[], ["--uninstall"]] {
            let outcome = try site.install(more)
            #expect(outcome.status == 1 && outcome.errors.contains("installed.json is damaged"), "\(outcome.errors)")
        }
        try FileManager.default.removeItem(at: record)
        #expect(try site.install().status == 0)
    }

    /// What another version put there and this one does not have goes, unless somebody changed it.
    @Test func anotherVersionIsReplaced() throws {
        let site = try InstallSite.installed()
        let record = URL(fileURLWithPath: site.path("share/slurm-sb/installed.json"))
        for name in ["old", "edited"] {
            try Data("abc".utf8).write(to: URL(fileURLWithPath: site.path("share/slurm-sb/\(name)")))
        }
        for (version, isOlderThanBefore) in [("0.0.9", false), ("12.0.0", true)] {
            // CRC-32C of "abc" is 364b3fb7.
            let body = try String(contentsOf: record, encoding: .utf8)
                .replacing(/"version":"[^"]*"/, with: "\"version\":\"\(version)\"")
                .replacing(
                    "\"files\":[",
                    with: #""files":[{"path":"share/slurm-sb/old","bytes":3,"crc32c":910901175},"#
                        + #"{"path":"share/slurm-sb/edited","bytes":3,"crc32c":1},"#
                ).replacing(/"checksum":.*\n/, with: "")
            let sum = try Binary.python(["-c", InstallSite.checksum, body])
            try Data((body + "\"checksum\":\"\(sum.text)\"}\n").utf8).write(to: record)
            let outcome = try site.install()
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains("Replaced \(version) by 0.1.0"), "\(outcome.text)")
            #expect(outcome.text.contains("older one") == isOlderThanBefore)
        }
        #expect(!site.files.contains("share/slurm-sb/old") && site.files.contains("share/slurm-sb/edited"))
    }

    /// A record is data from outside: it takes nothing away beyond the root.
    @Test func aRecordDoesNotLeadOut() throws {
        let site = try InstallSite.installed()
        let record = URL(fileURLWithPath: site.path("share/slurm-sb/installed.json"))
        let victim = try site.directory.write("mine", to: "victim")
        let body =
            #"{"schema_version":1,"version":"0.1.0","files":[{"path":"../victim","bytes":4,"crc32c":1}],"#
            + #""links":[],"directories":[],"# + "\n"
        let sum = try Binary.python(["-c", InstallSite.checksum, body])
        try Data((body + "\"checksum\":\"\(sum.text)\"}\n").utf8).write(to: record)
        let outcome = try site.install(["--uninstall"])
        #expect(outcome.status == 1 && outcome.errors.contains("no path below the root"), "\(outcome.errors)")
        #expect(FileManager.default.fileExists(atPath: victim))
    }

    // MARK: - The checks at the end

    @Test func probeAndDoctorAreRunAtTheEnd() throws {
        let site = InstallSite()
        let slurm = try FakeSlurm()
        let outcome = try Binary.run(["install", "--root", site.root], environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.contains("To poll negishi"))
        #expect(outcome.lines.contains { $0.hasPrefix("ok") && $0.contains("sacct") })
        #expect(outcome.text.contains("nothing is wrong in \(site.root)"))
        #expect(!outcome.text.contains("cannot poll"))
    }

    /// Installing is done then: what is lacking is told, and a script that installs does not stop.
    @Test func withoutSlurmItIsInstalledAndSaysThatThisHostCannotPoll() throws {
        let site = InstallSite()
        let outcome = try Binary.run(["install", "--root", site.root], environment: ["PATH": "/nowhere"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains { $0.hasPrefix("FAIL") && $0.contains("sacct") })
        #expect(outcome.text.contains("It is installed, but probe finds that this host cannot poll"))
        #expect(outcome.lines.last == "  \(site.root)/bin/slurm-sb probe", "\(outcome.text)")
        #expect(site.files.contains("bin/slurm-sb-tui"))
    }

    @Test func damageInTheDataIsFour() throws {
        let site = try InstallSite.installed()
        _ = try site.directory.write("{", to: site.name + "/clusters/hammer/state/poll_cursor.json")
        let outcome = try Binary.run(["install", "--root", site.root], environment: ["PATH": "/nowhere"])
        #expect(outcome.status == 4, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.contains("poll_cursor.json"))
    }
}
