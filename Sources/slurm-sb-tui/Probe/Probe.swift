import CursesTerminal
import Glibc
import Sacct
import Scoreboard
import Settings
import Storage

/// Looks at everything that polling and showing need, and changes nothing.
struct Probe {
    let settings: ResolvedSettings
    let environment: [String: String]

    private var root: DataRoot { settings.dataRoot }
    private var cluster: String? { settings.common.cluster?.text }

    /// All checks, in the order in which they are told.
    func run() -> [ProbeCheck] {
        let site = SlurmSite(environment: environment)
        var checks = [
            ProbeCheck("program", .fine, "slurm-sb-tui \(ProgramVersion.text)"),
            ProbeCheck("host", .fine, LockHolder.currentHost),
            terminal, colours, locale,
        ]
        checks += slurm(site)
        checks += [rootCheck, disk, settingsCheck]
        return checks
    }

    /// 0, or by the first of: 2 no sacct, 3 the root cannot be used, 4 another check failed.
    static func exitCode(_ checks: [ProbeCheck]) -> Int32 {
        let failed = checks.filter { $0.outcome == .failed }
        if failed.contains(where: { $0.kind == .sacct }) { return 2 }
        if failed.contains(where: { $0.kind == .root }) { return 3 }
        return failed.isEmpty ? 0 : 4
    }

    // MARK: - The terminal

    private var terminal: ProbeCheck {
        guard let name = environment["TERM"], !name.isEmpty else {
            return ProbeCheck(
                "terminal", .warning, "TERM is not set: the plain board is shown; export TERM=xterm-256color")
        }
        let columns = TerminalDatabase.lookUp(name)
        guard let entry = columns else {
            return ProbeCheck(
                "terminal", .warning, "TERM=\(name.escapedForTerminal) is not known here: the plain board is shown")
        }
        return entry.canMoveCursor
            ? ProbeCheck("terminal", .fine, "TERM=\(name.escapedForTerminal)")
            : ProbeCheck(
                "terminal", .warning, "TERM=\(name.escapedForTerminal) cannot place text: the plain board is shown")
    }

    private var colours: ProbeCheck {
        if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false {
            return ProbeCheck("colours", .fine, "none, as NO_COLOR asks")
        }
        let count = environment["TERM"].flatMap { TerminalDatabase.lookUp($0)?.colours } ?? 0
        return ProbeCheck("colours", .fine, count > 0 ? "\(count)" : "none: bold and reverse are used")
    }

    private var locale: ProbeCheck {
        TerminalLocale.adopt()
        let codeset = String(cString: nl_langinfo(nl_item(CODESET)))
        return codeset == "UTF-8"
            ? ProbeCheck("locale", .fine, codeset)
            : ProbeCheck(
                "locale", .warning, "\(codeset): ASCII characters are used; export LC_ALL=C.UTF-8 for the others")
    }

    // MARK: - Slurm

    private func slurm(_ site: SlurmSite) -> [ProbeCheck] {
        guard let path = site.path(of: "sacct") else {
            let problem = ProcessFailure.notFound(program: "sacct")
            return [ProbeCheck("sacct", .failed, "\(problem)", kind: .sacct), queue(site)]
        }
        var checks: [ProbeCheck] = []
        do {
            let version = try site.version().map(\.description) ?? "of a version that it does not say"
            checks.append(ProbeCheck("sacct", .fine, "\(path), Slurm \(version)"))
            let lacking = try site.lackingFields().map(\.name).sorted().joined(separator: ", ")
            checks.append(
                lacking.isEmpty
                    ? ProbeCheck("fields", .fine, "sacct has every field that is asked for")
                    : ProbeCheck("fields", .warning, "sacct lacks \(lacking): what they say will be missing"))
        } catch {
            checks.append(ProbeCheck("sacct", .failed, "\(error)"))
            return checks + [queue(site)]
        }
        return checks + [queue(site)] + accounting(site)
    }

    private func queue(_ site: SlurmSite) -> ProbeCheck {
        guard let path = site.path(of: "squeue") else {
            return ProbeCheck("squeue", .warning, "not on the PATH: running jobs cannot be shown")
        }
        do {
            try site.askQueue()
            return ProbeCheck("squeue", .fine, "\(path) answers")
        } catch {
            return ProbeCheck("squeue", .warning, "running jobs cannot be shown: \(error)")
        }
    }

    private func accounting(_ site: SlurmSite) -> [ProbeCheck] {
        var checks: [ProbeCheck] = []
        let known: [String]
        do {
            known = try site.accountedClusters()
            checks.append(ProbeCheck("accounting", .fine, "answers; knows \(known.joined(separator: ", "))"))
        } catch {
            return [ProbeCheck("accounting", .failed, "the accounting cannot be asked: \(error)")]
        }
        do {
            if let name = try cluster ?? site.localCluster() {
                if settings.clusters.excluded.contains(where: { $0.text == name.lowercased() }) {
                    checks.append(
                        ProbeCheck("cluster", .failed, "\(name) takes no part: \(root.clusterList) excludes it"))
                    return checks
                }
                let isKnown = known.contains { $0.lowercased() == name.lowercased() }
                checks.append(
                    ProbeCheck(
                        "cluster", isKnown ? .fine : .failed,
                        isKnown ? name : "the accounting knows no '\(name)': give one of the others with --cluster"))
            } else {
                checks.append(ProbeCheck("cluster", .failed, "Slurm does not say which cluster this is: use --cluster"))
            }
        } catch {
            checks.append(ProbeCheck("cluster", .failed, "\(error); name the cluster with --cluster"))
        }
        checks.append(visibility(site))
        return checks
    }

    private func visibility(_ site: SlurmSite) -> ProbeCheck {
        do {
            let visibility = try site.visibility()
            let hidden = visibility.hidden.joined(separator: ",")
            if visibility.hidesJobsOfOthers {
                return ProbeCheck(
                    "visibility", .warning,
                    "PrivateData hides other users' jobs (\(hidden.oneLine)): the boards will hold your own "
                        + "jobs alone; ask the administrators for an operator's right, or let them run the poller")
            }
            return ProbeCheck(
                "visibility", .fine,
                "the jobs of all users can be seen"
                    + (visibility.hidden.contains("jobs") ? ", though PrivateData hides them (\(hidden.oneLine))" : ""))
        } catch {
            return ProbeCheck(
                "visibility", .warning, "it could not be found out whether other users' jobs are hidden: \(error)")
        }
    }

    // MARK: - The shared directory

    private var rootCheck: ProbeCheck {
        let path = root.path.escapedForTerminal
        let files = PosixFileSystem()
        var status = stat()
        guard stat(root.path, &status) == 0 else {
            let parent = FilePath.parent(of: root.path)
            if errno == ENOENT, access(parent, W_OK | X_OK) == 0 {
                return ProbeCheck("root", .warning, "\(path) is not there yet; the first poll makes it")
            }
            return ProbeCheck(
                "root", .failed, "\(path): \(String(cString: strerror(errno))); name another with --root", kind: .root)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return ProbeCheck("root", .failed, "\(path) is no directory; name another with --root", kind: .root)
        }
        guard access(root.path, R_OK | X_OK) == 0, (try? files.list(root.path)) != nil else {
            return ProbeCheck("root", .failed, "\(path) cannot be read by you; ask its owner", kind: .root)
        }
        return access(root.path, W_OK) == 0
            ? ProbeCheck("root", .fine, "\(path), you may read and write it")
            : ProbeCheck("root", .fine, "\(path), you may read it: enough to look, not to poll")
    }

    private var settingsCheck: ProbeCheck {
        guard let problem = settings.problems.first else {
            return ProbeCheck("settings", .fine, "all good: see slurm-sb config")
        }
        let others = settings.problems.count == 1 ? "" : "; \(settings.problems.count - 1) more: see slurm-sb config"
        return ProbeCheck("settings", .failed, "\(problem)\(others)".escapedForTerminal)
    }

    private var disk: ProbeCheck {
        var path = root.path
        while access(path, F_OK) != 0, path != "/", path != "." { path = FilePath.parent(of: path) }
        do {
            let free = try PosixFileSystem().freeBytes(path)
            let text = "\(free / 1_000_000) MB free"
            return free < 100_000_000
                ? ProbeCheck("disk", .warning, "\(text) at \(path.escapedForTerminal): make room before polling")
                : ProbeCheck("disk", .fine, text)
        } catch {
            return ProbeCheck("disk", .warning, "\(error)")
        }
    }
}
