import ArgumentParser

/// The program as manuals and completions tell of it: the commands, and beside them the options of the interface, which
/// are taken without a command too.
struct ProgramOutline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: SlurmScoreboard.configuration.commandName,
        abstract: SlurmScoreboard.configuration.abstract,
        discussion: SlurmScoreboard.configuration.discussion,
        version: SlurmScoreboard.configuration.version,
        subcommands: SlurmScoreboard.configuration.subcommands)

    @OptionGroup var board: BoardCommand
}
