import ArgumentParser
import CursesTerminal
import Glibc
import Sacct
import Storage

struct InstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Put this program into the shared directory, for everybody there by one line in their shell.",
        discussion: """
            Copies the program that runs to <root>/bin, with the link slurm-sb, descriptions of terminals for hosts that lack \
            them, manual pages and completions, a crontab and units of systemd, and a text for the site's help pages; makes \
            the directories that the pollers write in; and writes the files in <root>/config and ui that are not there yet. \
            Then it prints the lines for the crontab and for users, and runs probe and doctor of the installed program.

            A second run changes nothing. Another version replaces the program in one step: pollers and interfaces that run \
            keep theirs until they end. What somebody else put in a place is not replaced, and what was edited is not touched.

            bin/install of the sources builds the fully static program that runs on every host, and installs that.

            Exit codes: 0 done; 1 not done, or not all of it; 2 wrong usage; 3 another install is under way; 4 done, and \
            doctor found damage in the data. What probe says about this host is told and changes no exit code: a program may \
            be installed from a host that has no Slurm.
            """)

    @Option(help: "The directory that the clusters share.")
    var root: String

    @Option(help: "The group that owns it (default: the one that the directory has).")
    var group: String?

    @Option(help: "The cluster whose line of the crontab is printed (default: the one that this host belongs to).")
    var cluster: ClusterName?

    @Flag(help: "Take away what install put there; the data and what was edited stay.")
    var uninstall = false

    @Flag(help: "Do not run probe and doctor at the end.")
    var noChecks = false

    func run() throws {
        let root = try InstallCommand.absolute(root)
        guard !uninstall else { return try takeAway(from: root) }
        guard let source = ProgramFile.path, let program = try? PosixFileSystem().read(source) else {
            throw CommandFailure("the program cannot read its own file: is /proc there?")
        }
        let installer = Installer(
            root: root, version: ProgramVersion.text, group: try InstallGroup.number(named: group, root: root))
        let before = try installer.record()
        // The machine's own, what came with this program, and what is there already.
        let places =
            TerminalDatabase.usualPlaces + [ProgramFile.terminfoDirectory].compactMap { $0 }
            + ["\(root)/\(InstallPlan.terminfo)"]
        let terminals = TerminfoEntries.found(in: places, files: PosixFileSystem())
        let plan = try InstallPlan(root: root, program: program, terminals: terminals)
        let changes = try installer.install(plan)
        for line in InstallChange.lines(changes) { tell(line) }
        tell(InstallReport.outcome(root: root, before: before, changes: changes))
        if !ExecutableFile.isStatic(program) {
            StandardError.write(
                "slurm-sb-tui: \(source.escapedForTerminal) needs libraries of the machine that it was built on: where they "
                    + "are not the same the installed one does not run. bin/install of the sources makes one that needs "
                    + "none.\n")
        }
        let place = ProgramPlace(root: root)
        for line in InstallReport.whatNow(place, cluster: clusterName) { tell(line) }
        guard !noChecks else { return }
        let isWell = try InstallChecks(place: place, cluster: clusterName).run()
        guard isWell else { throw ExitCode(4) }
    }

    private func takeAway(from root: String) throws {
        let installer = Installer(
            root: root, version: ProgramVersion.text, group: try InstallGroup.number(named: nil, root: root))
        guard let record = try installer.record() else {
            throw CommandFailure("nothing is installed in \(root): there is no \(root)/\(InstallPlan.record)")
        }
        let changes = try installer.uninstall(record)
        for line in InstallChange.lines(changes) { tell(line) }
        tell("Uninstalled \(record.version) from \(root). The data is as it was, and so is what was edited.")
        tell("Take its lines out of the crontabs, and out of the start files of shells.")
    }

    private var clusterName: String? {
        cluster?.text ?? (try? ClusterName.local(wholeEnvironment()))?.text
    }

    private func tell(_ line: String) { StandardOutput.write(line.escapedForTerminal + "\n") }

    /// - Throws: ``CommandFailure`` for what cannot stand in a line of a shell's `PATH`.
    private static func absolute(_ path: String) throws -> String {
        var path = path
        if !path.hasPrefix("/") {
            guard !path.isEmpty, let here = getcwd(nil, 0) else { throw CommandFailure("--root is empty", code: 2) }
            defer { free(here) }
            path = "\(String(cString: here))/\(path)"
        }
        guard !path.contains(":"), path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw CommandFailure(
                "\(path.debugDescription) cannot stand in PATH: use a directory without colons and control characters",
                code: 2)
        }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            // As written, `..` may mean another directory where a link is.
            guard part != ".." else {
                throw CommandFailure("--root \(path) goes through ..: write the directory out", code: 2)
            }
            parts.append(part)
        }
        guard !parts.isEmpty else { throw CommandFailure("--root / would install into the host itself", code: 2) }
        for count in 1...parts.count {
            let above = "/" + parts.prefix(count).joined(separator: "/")
            var status = stat()
            if stat(above, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
                throw CommandFailure("\(above) is no directory: name another one with --root")
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
