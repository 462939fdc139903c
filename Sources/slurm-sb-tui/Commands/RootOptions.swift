import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Settings
import Storage

/// Where the data is, what time it is, and what the settings are: of every command that reads or writes the shared
/// directory.
struct RootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The directory that the clusters share.",
            discussion: "Default: $SLURM_SB_ROOT, else root in ~/.slurm_scoreboard/config.yaml, else the directory "
                + "above the installed program's bin/, else \(SettingTable.declared.root.initial)."))
    var root: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Any setting, over what all files and the environment say; may be repeated. 'slurm-sb config' lists them.",
            valueName: "key=value"))
    var assignments: [String] = []

    @Option(
        help: ArgumentHelp(
            "What time it is, for replays and tests (default: $SLURM_SB_NOW, else the clock).", valueName: "time"))
    var now: Timestamp?

    var clock: SystemClock {
        SystemClock(fixed: now ?? environment("SLURM_SB_NOW").flatMap { Timestamp($0) })
    }

    func validate() throws {
        if let text = environment("SLURM_SB_NOW"), Timestamp(text) == nil {
            throw ValidationError("SLURM_SB_NOW is '\(text)', which is no time like 2026-11-23T17:56:28Z")
        }
        if let wrong = assignments.first(where: { !$0.contains("=") }) {
            throw ValidationError("--set takes KEY=VALUE, and '\(wrong)' is none")
        }
    }

    /// Everything that was found, good or not.
    ///
    /// - Parameters:
    ///   - flags: What the command's own flags set.
    ///   - site: Whether the files of the root count.
    func readSettings(_ flags: [FlagValue] = [], site: Bool = true) -> ResolvedSettings {
        var all = assignments.map { assignment in
            let sides = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return FlagValue(flag: "--set", key: String(sides[0]), text: String(sides[1]))
        }
        if let root { all.append(FlagValue(flag: "--root", key: "root", text: root)) }
        return SettingsReader(
            files: PosixFileSystem(), environment: wholeEnvironment(), flags: all + flags,
            program: ProgramFile.path
        ).read(site: site)
    }

    /// The settings for commands that write: anything that is wrong ends them.
    func settings(_ flags: [FlagValue] = []) throws -> ResolvedSettings {
        let read = readSettings(flags)
        try RootOptions.refuse(read.problems)
        return read
    }

    /// The settings for commands that look: what is wrong in a file or the environment is told and left out, so that a
    /// broken file keeps nobody from the board. A wrong flag ends them.
    func settingsToLook(_ flags: [FlagValue] = [], site: Bool = true) throws -> ResolvedSettings {
        let read = readSettings(flags, site: site)
        try RootOptions.refuse(
            read.problems.filter {
                if case .flag = $0.origin { true } else { false }
            })
        for problem in read.problems {
            StandardError.write("slurm-sb-tui: left out: \("\(problem)".escapedForTerminal)\n")
        }
        return read
    }

    /// The themes that the site and the user wrote.
    func themes(_ settings: ResolvedSettings, home: String?) -> ThemeReader.Found {
        ThemeReader(files: PosixFileSystem()).read(
            site: settings.dataRoot.theme, user: home.map { ThemeFile.path(home: $0) })
    }

    private static func refuse(_ problems: [SettingsProblem]) throws {
        guard !problems.isEmpty else { return }
        throw CommandFailure(problems.map(\.description).joined(separator: "\n"), code: 2)
    }
}
