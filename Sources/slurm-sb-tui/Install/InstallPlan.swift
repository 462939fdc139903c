import Settings
import Storage

/// Everything that belongs below the root: made of values alone, nothing is looked up.
struct InstallPlan {
    /// The program by its first name; the other one is a link beside it.
    static let program = "bin/slurm-sb-tui"
    static let link = (path: "bin/slurm-sb", target: "slurm-sb-tui")
    static let terminfo = "bin/" + TerminfoEntries.directoryName
    /// What install did, by which the next one and `--uninstall` know what is theirs.
    static let record = "share/slurm-sb/installed.json"
    /// Had while something is installed or taken away, and not there otherwise.
    static let lock = ".slurm-sb-installing"

    let files: [InstalledFile]
    let directories: [InstalledDirectory]

    /// - Parameters:
    ///   - root: Absolute.
    ///   - program: The executable.
    ///   - terminals: As ``TerminfoEntries/found(in:files:)`` found them.
    /// - Throws: When the argument parser describes the program in another way than is understood.
    init(root: String, program: [UInt8], terminals: [(path: String, content: [UInt8])]) throws {
        var files = [
            InstalledFile("config/policy.json", SampleFile.policy, mode: 0o664),
            InstalledFile("config/clusters.json", SampleFile.clusters, mode: 0o664),
            InstalledFile("config/optout.txt", SampleFile.optout, mode: 0o660),
            InstalledFile("ui/theme.json", Array(SampleFile.siteTheme.utf8), mode: 0o664, isSample: true),
        ]
        files += terminals.map { InstalledFile("\(InstallPlan.terminfo)/\($0.path)", $0.content) }
        files += try Manual.pages().map { InstalledFile("share/man/man1/\($0.name).1", $0.text) }
        files += CompletionScripts.all.map { InstalledFile("share/\($0.path)", $0.text) }
        let place = ProgramPlace(root: root)
        files += [
            InstalledFile("share/slurm-sb/crontab", CronLine.sample(place)),
            InstalledFile("share/slurm-sb/help-page.md", HelpPage.text(place)),
            InstalledFile("share/slurm-sb/polling.md", PollingNotes.text(place)),
            InstalledFile("share/slurm-sb/systemd/slurm-sb-poll@.service", SystemdUnits.service(place)),
            InstalledFile("share/slurm-sb/systemd/slurm-sb-poll@.timer", SystemdUnits.timer),
            // Last: until then the one that is there has all it needs.
            InstalledFile(InstallPlan.program, program, mode: 0o755),
        ]
        self.files = files
        var directories = ["", "clusters", "config", "leaderboards", "ui"].map {
            InstalledDirectory(path: $0, isShared: true)
        }
        var known = Set(directories.map(\.path))
        for file in files {
            for directory in InstallPlan.directories(above: file.path) where known.insert(directory).inserted {
                directories.append(InstalledDirectory(path: directory, isShared: false))
            }
        }
        self.directories = directories
    }

    /// The directories that hold a path below the root, the outermost first.
    private static func directories(above path: String) -> [String] {
        let parts = path.split(separator: "/").dropLast()
        return parts.indices.map { parts[...$0].joined(separator: "/") }
    }
}

extension InstalledFile {
    fileprivate init(_ path: String, _ sample: SampleFile, mode: UInt32) {
        self.init(path, Array(sample.text.utf8), mode: mode, isSample: true)
    }
}
