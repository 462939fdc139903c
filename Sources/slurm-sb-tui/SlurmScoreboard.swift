import ArgumentParser
import Glibc
import Sacct

/// The program: `slurm-sb-tui` opens the interface, `slurm-sb COMMAND` and `slurm-sb-tui --poll …` run a command. Both
/// names are one binary.
@main
struct SlurmScoreboard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slurm-sb-tui",
        abstract: "Hiscores for HPC clusters, in the terminal: who used what on all your clusters.",
        discussion: """
            Without a command the interface opens; 'slurm-sb-tui board --help' lists its options, for instance --demo \
            and --root. The options --poll and --snapshot are other names of the commands poll and snapshot, for cron \
            and CI.

            Exit codes: 0 fine; 1 failed; 2 wrong usage (in probe: no sacct); 3 another poller holds the lock (in \
            probe: the root cannot be used); 4 data was found damaged (in probe: another check failed).
            """,
        version: ProgramVersion.text,
        subcommands: commands,
        // Where a command is named, nobody means the one that is meant without: to go through its options as well is a
        // quarter of all that reading the command line takes, in every tick of cron.
        defaultSubcommand: isCommandNamed ? nil : BoardCommand.self)

    private static let commands: [any ParsableCommand.Type] = [
        BoardCommand.self, PollCommand.self, BackfillCommand.self, SnapshotCommand.self, ProbeCommand.self,
        ExportCommand.self, SacctCommand.self, ParseCommand.self, IngestCommand.self, ImportCommand.self,
        LeaderboardsCommand.self, BloomCommand.self, DoctorCommand.self, ConfigCommand.self, GenerateCommand.self,
        DiscoverCommand.self, InstallCommand.self,
    ]

    private static var isCommandNamed: Bool { commands.contains { $0.configuration.commandName == arguments.first } }

    private static let arguments = ModeFlags.asCommands(Array(CommandLine.arguments.dropFirst()))

    static func main() {
        // What is made in the shared directory must be the group's from its first moment, even if this is killed in it.
        umask(0o002)
        ProgramFile.offerTerminals()
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            end(with: error)
        }
    }

    /// Says what went wrong and ends the process with the documented code.
    private static func end(with error: any Error) -> Never {
        if let failure = CommandFailure(error) {
            StandardError.write("slurm-sb-tui: \(harmless(failure.message))\n")
            Glibc.exit(failure.code)
        }
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        // Help and version are asked for and go to standard output; anything else is wrong usage.
        if code.isSuccess {
            StandardOutput.write(text.isEmpty ? "" : text + "\n")
        } else if !text.isEmpty {
            StandardError.write(harmless(text) + "\n")
        }
        Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }

    /// Messages repeat arguments, names of files and headers, which may hold what a terminal obeys.
    private static func harmless(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).escapedForTerminal }.joined(separator: "\n")
    }
}
