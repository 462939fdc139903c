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

/// A variable of the environment; nil when it is not set or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}

/// The whole environment.
func wholeEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    guard let bytes = try? PosixFileSystem().read("/proc/self/environ") else { return variables }
    for entry in bytes.split(separator: 0) {
        let sides = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { continue }
        variables[String(decoding: sides[0], as: UTF8.self)] = String(decoding: sides[1], as: UTF8.self)
    }
    return variables
}

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension Month: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension Window: ExpressibleByArgument {}

extension ClusterName: ExpressibleByArgument {
    package init?(argument: String) {
        guard let name = try? ClusterName(argument) else { return nil }
        self = name
    }
}
