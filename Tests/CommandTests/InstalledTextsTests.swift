import Foundation
import Testing

/// What `install` writes beside the program is understood by those that it is for: man, the shells, cron, systemd.
/// Programs that are not on this machine are passed over; bash is.
@Suite struct InstalledTextsTests {
    private static func has(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/sbin/"].contains { access($0 + program, X_OK) == 0 }
    }

    private static func bash(_ script: String, home: String = "/") throws -> Binary.Outcome {
        try Binary.run(
            program: "/bin/bash", ["--norc", "--noprofile", "-c", script],
            environment: ["PATH": "/usr/bin:/bin", "HOME": home])
    }

    // MARK: - Manual

    @Test func everyCommandHasAPageWithItsOptions() throws {
        let site = try InstallSite.installed()
        let help = try Binary.run(["--help"]).text
        let commands =
            help.split(separator: "SUBCOMMANDS:").last.map(String.init)?
            .matches(of: /(?m)^  ([a-z]+)/).map { String($0.1) } ?? []
        #expect(commands.count > 10, "\(help)")
        for command in commands {
            let page = try site.text("share/man/man1/slurm-sb-\(command).1")
            let options = try Binary.run([command, "--help"]).text.matches(of: /(?m)^  (?:-\w, )?(--[a-z-]+)/)
            for option in options {
                let word = option.1.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
                #expect(page.contains("\\fB\(word)\\fR"), "\(command): \(option.1)")
            }
        }
        #expect(try site.text("share/man/man1/slurm-sb-tui.1").contains("\\fB\\-\\-demo\\fR"))
        #expect(try site.text("share/man/man1/slurm-sb-bloom-stats.1").contains("\\fB\\-\\-month\\fR"))
        #expect(try site.text("share/man/man1/slurm-sb-poll.1").contains(".SH EXIT STATUS\n"))
    }

    @Test(.enabled(if: has("groff") || has("mandoc"), "neither groff nor mandoc is here"))
    func thePagesAreGoodRoff() throws {
        let site = try InstallSite.installed()
        let pages = site.files.filter { $0.hasPrefix("share/man/") }.map(site.path)
        #expect(pages.count > 15)
        if Self.has("groff") {
            let outcome = try Binary.run(program: "/usr/bin/groff", ["-man", "-ww", "-Tutf8", "-z"] + pages)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        if Self.has("mandoc") {
            let outcome = try Binary.run(program: "/usr/bin/mandoc", ["-Tlint", "-Werror"] + pages)
            #expect(outcome.status == 0, "\(outcome.text)")
        }
    }

    @Test(.enabled(if: has("man"), "man is not here"))
    func manFindsThePagesByThePath() throws {
        let site = try InstallSite.installed()
        let outcome = try Binary.run(
            program: "/usr/bin/man", ["-w", "slurm-sb", "poll"],
            environment: ["PATH": site.path("bin") + ":/usr/bin:/bin"])
        #expect(outcome.text.contains(site.path("share/man/man1/slurm-sb-poll.1")), "\(outcome.text)\(outcome.errors)")
    }

    // MARK: - Completion

    @Test(arguments: ["slurm-sb", "slurm-sb-tui"]) func bashCompletes(name: String) throws {
        let site = try InstallSite.installed()
        let script = site.path("share/bash-completion/completions/\(name)")
        #expect(try Self.bash("bash -n '\(script)'").status == 0)
        // As readline would: the words so far, and the function that is registered for the first of them.
        func completions(_ words: [String]) throws -> Set<String> {
            let outcome = try Self.bash(
                """
                . '\(script)'
                [[ $(complete -p \(name)) == *" -F "*" \(name)" ]] || exit 9
                COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
                COMP_CWORD=\(words.count - 1) COMP_LINE='\(words.joined(separator: " "))'
                COMP_POINT=${#COMP_LINE}
                function=$(complete -p \(name)); function=${function#* -F }
                ${function%% *} \(name) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return Set(outcome.lines.map { $0.trimmingCharacters(in: .whitespaces) })
        }
        #expect(try completions([name, "po"]) == ["poll"])
        #expect(try completions([name, "poll", "--on"]) == ["--once"])
        #expect(try completions([name, "bloom", "s"]) == ["stats"])
        // The options of the interface need no command.
        #expect(try completions([name, "--dem"]) == ["--demo"])
    }

    @Test(arguments: ["slurm-sb", "slurm-sb-tui"]) func zshAndFishTakeTheirs(name: String) throws {
        let site = try InstallSite.installed()
        let zsh = site.path("share/zsh/site-functions/_\(name)")
        let fish = site.path("share/fish/vendor_completions.d/\(name).fish")
        #expect(try String(contentsOfFile: zsh, encoding: .utf8).hasPrefix("#compdef \(name)\n"))
        #expect(try String(contentsOfFile: fish, encoding: .utf8).contains("complete -c '\(name)'"))
        for (program, arguments) in [("zsh", ["-n", zsh]), ("fish", ["-n", fish])] where Self.has(program) {
            let outcome = try Binary.run(program: "/usr/bin/\(program)", arguments)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(program): \(outcome.errors)")
        }
        guard Self.has("fish") else { return }
        let outcome = try Binary.run(program: "/usr/bin/fish", ["-c", "source '\(fish)'; complete -C '\(name) po'"])
        #expect(outcome.text.hasPrefix("poll"), "\(outcome.text)\(outcome.errors)")
    }

    // MARK: - Cron and systemd

    /// The minutes are CRC-32C of the name, modulo ten, by another program.
    @Test(arguments: [("hammer", 2), ("negishi", 1), ("bell", 3), ("geddes", 0), ("anvil", 9), ("gautschi", 6)])
    func eachClusterHasItsMinute(cluster: String, minute: Int) throws {
        let site = InstallSite()
        let outcome = try site.install(["--cluster", cluster])
        let line =
            "\(minute)-59/10 * * * * \(site.path("bin/slurm-sb-tui")) --poll --cluster \(cluster) "
            + "--root \(site.root) --once --quiet"
        #expect(outcome.lines.contains { $0 == "  \(line)" }, "\(outcome.text)")
    }

    /// What is printed for people is a line that works, also where the path is an awkward one.
    @Test(arguments: ["root", "it's a \"root\" of $HOME & 100% us", "ünï"]) func theLinesWorkAsTheyAre(name: String)
        throws
    {
        let site = InstallSite(name: name)
        let outcome = try site.install()
        #expect(outcome.status == 0, "\(outcome.errors)")
        let export = try #require(outcome.lines.first { $0.hasPrefix("  export PATH=") })
        let user = try Self.bash("\(export); slurm-sb-tui --version && slurm-sb config")
        #expect(user.status == 0, "\(user.errors)")
        #expect(user.lines.contains { $0.hasPrefix("root") && $0.contains(site.root) }, "\(user.text)")
        let cron = try #require(outcome.lines.first { $0.contains(" * * * * ") })
        // What cron does: a bare % would end the line, and an escaped one is a %.
        let command = String(try #require(cron.split(separator: " * * * * ").last)).replacing("\\%", with: "\u{0}")
        #expect(!command.contains("%"))
        let slurm = try FakeSlurm()
        let polled = try Binary.run(
            program: "/bin/sh", ["-c", command.replacing("\u{0}", with: "%").replacing("hammer", with: "negishi")],
            environment: slurm.environment)
        #expect(polled.status == 0 && polled.output.isEmpty && polled.errors.isEmpty, "\(polled.errors)")
        #expect(site.files.contains("clusters/negishi/state/health.json"))
    }

    @Test(.enabled(if: has("systemd-analyze"), "systemd is not here"), arguments: ["root", "a 100% $root"])
    func systemdTakesTheUnits(name: String) throws {
        let site = try InstallSite.installed(name: name)
        // It looks for an instance by its file.
        for ending in ["service", "timer"] {
            try FileManager.default.copyItem(
                atPath: site.path("share/slurm-sb/systemd/slurm-sb-poll@.\(ending)"),
                toPath: site.directory.file("slurm-sb-poll@hammer.\(ending)"))
        }
        let outcome = try Binary.run(
            program: "/usr/bin/systemd-analyze",
            ["verify", "--man=no", "--user", site.directory.file("slurm-sb-poll@hammer.timer")],
            environment: ["XDG_RUNTIME_DIR": site.directory.path])
        #expect(outcome.status == 0 && !outcome.errors.contains("slurm-sb"), "\(outcome.errors)")
    }

    @Test func theTextsNameThisRoot() throws {
        let site = try InstallSite.installed()
        #expect(try site.text("share/slurm-sb/help-page.md").contains("export PATH=\(site.path("bin")):$PATH"))
        #expect(
            try site.text("share/slurm-sb/crontab").contains("--cluster CLUSTER --root \(site.root) --once --quiet"))
        #expect(try site.text("share/slurm-sb/polling.md").contains("| 3 | another poller holds the lock |"))
        for name in ["help-page.md", "crontab", "polling.md"] {
            #expect(try site.text("share/slurm-sb/\(name)").split(separator: "\n").allSatisfy { $0.count < 300 })
        }
    }

    // MARK: - Terminals

    /// A terminal that this host does not know is found beside the installed program, and only by that one.
    @Test(.enabled(if: has("tic") && has("infocmp"), "tic is not here"))
    func terminalsAreFoundBesideTheProgram() throws {
        let site = try InstallSite.installed()
        let made = try Binary.run(
            program: "/bin/sh",
            [
                "-c",
                "infocmp xterm-256color | sed 's/^xterm-256color|/only-here|/' | tic -o '\(site.path("bin/terminfo"))' -",
            ])
        #expect(made.status == 0, "\(made.errors)")
        func probe(_ program: String, _ environment: [String: String] = [:]) throws -> String {
            try Binary.run(
                program: program, ["probe", "--root", site.root],
                environment: ["TERM": "only-here", "PATH": "/nowhere"].merging(environment) { $1 }
            ).text
        }
        #expect(try probe(site.path("bin/slurm-sb")).contains("ok    terminal    TERM=only-here"))
        #expect(try probe(Binary.path).contains("TERM=only-here is not known here"))
        // The person's own come first, and the others still come.
        #expect(
            try probe(site.path("bin/slurm-sb"), ["TERMINFO_DIRS": "/nowhere"]).contains(
                "ok    terminal    TERM=only-here"))
    }
}
