import CursesTerminal
import Glibc
import Storage

/// The file of the program that runs, and what stands beside it where it is installed.
enum ProgramFile {
    /// Links followed: `slurm-sb` is a link to `slurm-sb-tui`. Nil without `/proc`.
    static var path: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// Descriptions of terminals for hosts that lack them.
    static var terminfoDirectory: String? {
        path.map { FilePath.join(FilePath.parent(of: $0), TerminfoEntries.directoryName) }
    }

    /// Has ncurses find the terminals beside the program, after those of the host. To be called before there are threads.
    static func offerTerminals() {
        // A colon would end the directory in the list that it is put in.
        guard let directory = terminfoDirectory, !directory.contains(":"), access(directory, R_OK | X_OK) == 0 else {
            return
        }
        TerminalDatabase.lookLast(in: directory)
    }
}
