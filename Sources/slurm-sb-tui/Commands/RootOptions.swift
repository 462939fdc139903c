import ArgumentParser
import Glibc
import Poller
import Scoreboard
import Storage

/// Where the data is, and what time it is: of every command that reads or writes the shared directory.
struct RootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The directory that the clusters share.",
            discussion: "Default: $SLURM_SB_ROOT, else the directory above the installed program's bin/, else "
                + RootOptions.siteDefault + "."))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "What time it is, for replays and tests (default: $SLURM_SB_NOW, else the clock).", valueName: "time"))
    var now: Timestamp?

    static let siteDefault = "/depot/cms/top/awildrid/SlurmScoreboard"

    var dataRoot: DataRoot {
        DataRoot(
            path: root ?? environment("SLURM_SB_ROOT") ?? RootOptions.aboveInstalledProgram ?? RootOptions.siteDefault)
    }

    var clock: SystemClock {
        SystemClock(fixed: now ?? environment("SLURM_SB_NOW").flatMap { Timestamp($0) })
    }

    func validate() throws {
        if let text = environment("SLURM_SB_NOW"), Timestamp(text) == nil {
            throw ValidationError("SLURM_SB_NOW is '\(text)', which is no time like 2026-11-23T17:56:28Z")
        }
    }

    /// The directory above `bin/` when the program stands in one of that name.
    private static var aboveInstalledProgram: String? {
        guard let program = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(program) }
        let directory = FilePath.parent(of: String(cString: program))
        return FilePath.name(of: directory) == "bin" ? FilePath.parent(of: directory) : nil
    }
}
