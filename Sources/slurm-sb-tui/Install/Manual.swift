import ArgumentParser
import Storage

/// The manual pages: `slurm-sb-tui` with the options of the interface, `slurm-sb` with the commands, and a page for each
/// command, so that `man slurm-sb poll` finds one.
struct Manual {
    private let program: CommandOutline

    init(_ program: CommandOutline) {
        self.program = program
    }

    /// By their names, without the section.
    static func pages() throws -> [(name: String, text: String)] {
        Manual(try CommandOutline(dump: ProgramOutline._dumpHelp())).pages
    }

    var pages: [(name: String, text: String)] {
        [("slurm-sb-tui", interfacePage), ("slurm-sb", commandsPage)]
            + shown(program).flatMap { pages(of: $0, above: "slurm-sb") }
    }

    private func pages(of command: CommandOutline, above: String) -> [(name: String, text: String)] {
        let words = "\(above) \(command.name)"
        let name = words.split(separator: " ").joined(separator: "-")
        return [(name, page(of: command, name: name, words: words))]
            + shown(command).flatMap { pages(of: $0, above: words) }
    }

    private func shown(_ command: CommandOutline) -> [CommandOutline] {
        command.subcommands.filter { $0.isShown && $0.name != "help" }
    }

    // MARK: - Pages

    private var interfacePage: String {
        var page = begin("slurm-sb-tui", program.abstract)
        page.section("SYNOPSIS")
        page.line(Roff.bold("slurm-sb-tui") + " " + Manual.synopsis(program.arguments))
        page.line(".br")
        page.line(Roff.bold("slurm-sb") + " " + Roff.italic("command") + " [" + Roff.italic("options") + "]")
        page.section("DESCRIPTION")
        describe(program, in: &page)
        options(program.arguments, in: &page)
        surroundings(&page)
        page.section("SEE ALSO")
        page.line(".BR slurm\\-sb (1)")
        return page.text
    }

    private var commandsPage: String {
        var page = begin("slurm-sb", "the commands of Slurm Scoreboard")
        page.section("SYNOPSIS")
        page.line(Roff.bold("slurm-sb") + " " + Roff.italic("command") + " [" + Roff.italic("options") + "]")
        page.section("DESCRIPTION")
        page.paragraphs(
            "The same program as slurm-sb-tui, by its commands. Each takes --help and has a page of its own.")
        page.section("COMMANDS")
        for command in shown(program) {
            page.item(Roff.bold(command.name), command.abstract)
        }
        surroundings(&page)
        page.section("SEE ALSO")
        let names = ["slurm-sb-tui"] + shown(program).map { "slurm-sb-\($0.name)" }
        page.line(names.map { Roff.bold($0) + "(1)" }.joined(separator: ",\n"))
        return page.text
    }

    private func page(of command: CommandOutline, name: String, words: String) -> String {
        var page = begin(name, command.abstract)
        page.section("SYNOPSIS")
        page.line(Roff.bold(words) + " " + Manual.synopsis(command.arguments))
        page.section("DESCRIPTION")
        page.paragraphs(command.abstract)
        describe(command, in: &page)
        options(command.arguments, in: &page)
        let parts = shown(command)
        if !parts.isEmpty {
            page.section("COMMANDS")
            for part in parts { page.item(Roff.bold(part.name), part.abstract) }
        }
        page.section("SEE ALSO")
        page.line(Roff.bold("slurm-sb") + "(1), " + Roff.bold("slurm-sb-tui") + "(1)")
        return page.text
    }

    // MARK: - Parts

    private func begin(_ name: String, _ abstract: String) -> Roff {
        var page = Roff(page: name, source: "slurm-sb-tui \(ProgramVersion.text)")
        page.section("NAME")
        let words = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        page.line(Roff.escaped(name) + " \\- " + Roff.escaped(words))
        return page
    }

    /// The discussion; of its paragraphs, that of the exit codes gets a section of its own.
    private func describe(_ command: CommandOutline, in page: inout Roff) {
        let paragraphs = Roff.paragraphs(of: command.discussion)
        let heading = "Exit codes: "
        page.paragraphs(paragraphs.filter { !$0.hasPrefix(heading) }.joined(separator: "\n\n"))
        guard let codes = paragraphs.first(where: { $0.hasPrefix(heading) }) else { return }
        page.section("EXIT STATUS")
        page.paragraphs(String(codes.dropFirst(heading.count)))
    }

    private func options(_ arguments: [ArgumentOutline], in page: inout Roff) {
        let shown = arguments.filter(\.isShown)
        guard !shown.isEmpty else { return }
        page.section("OPTIONS")
        for argument in shown {
            var words = [argument.abstract, argument.discussion].filter { !$0.isEmpty }.joined(separator: "\n")
            if let value = argument.defaultValue { words += "\nDefault: \(value)." }
            page.item(Manual.term(argument), words)
        }
    }

    private func surroundings(_ page: inout Roff) {
        page.section("ENVIRONMENT")
        page.item(Roff.bold("SLURM_SB_ROOT"), "The directory that the clusters share.")
        page.item(
            Roff.bold("SLURM_SB_") + Roff.italic("KEY"),
            "Any other setting, its key in upper case: SLURM_SB_REFRESH_SEC=10. slurm-sb config lists them.")
        page.item(Roff.bold("NO_COLOR"), "With any text: no colours.")
        page.item(Roff.bold("TERM") + ", " + Roff.bold("COLORTERM"), "The terminal, and whether it has 24-bit colours.")
        page.section("FILES")
        page.item(Roff.italic("root/config/policy.json"), "The site's settings.")
        page.item(Roff.italic("root/config/clusters.json"), "The clusters: their titles, and which take no part.")
        page.item(Roff.italic("root/config/optout.txt"), "Who is not shown, a name a line.")
        page.item(Roff.italic("root/ui/theme.json"), "The site's colours.")
        page.item(Roff.italic("root/share/slurm-sb/"), "For whoever runs the poller: crontab, systemd, exit codes.")
        page.item(Roff.italic("~/.slurm_scoreboard/config.yaml"), "Your own settings.")
        page.item(Roff.italic("~/.slurm_scoreboard_optout"), "An empty file of this name takes you off the boards.")
    }

    // MARK: - Arguments

    private static func synopsis(_ arguments: [ArgumentOutline]) -> String {
        arguments.filter(\.isShown).map { argument in
            let words = argument.names.isEmpty ? "" : Roff.bold(argument.names.last ?? "")
            let value = argument.valueName.map { Roff.italic($0) } ?? ""
            let whole = [words, value].filter { !$0.isEmpty }.joined(separator: "\\ ")
            let repeated = argument.isRepeating ? "\\ ..." : ""
            return argument.isOptional || argument.defaultValue != nil ? "[\(whole)]\(repeated)" : whole + repeated
        }.joined(separator: "\n")
    }

    private static func term(_ argument: ArgumentOutline) -> String {
        let names = argument.names.map { Roff.bold($0) }.joined(separator: ", ")
        return [names, argument.valueName.map { Roff.italic($0) } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
