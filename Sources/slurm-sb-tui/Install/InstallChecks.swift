import Sacct
import Storage

/// `probe` and `doctor` of the installed program: that it runs, and what it finds.
struct InstallChecks {
    let place: ProgramPlace
    let cluster: String?

    /// A large root takes the doctor minutes.
    private static let timeoutSeconds = 3600

    /// Runs both, passes on what they print, and says what it means that probe is not content: that speaks of the host, which
    /// need not be one that polls.
    ///
    /// - Returns: Whether the doctor found nothing worse than warnings.
    func run() throws -> Bool {
        let probe = try run("probe", cluster.map { ["--cluster", $0] } ?? [])
        let doctor = try run("doctor", [])
        if probe != 0 {
            let probing = "\(place.directoryForShell)/slurm-sb probe".escapedForTerminal
            StandardOutput.write(
                "\nIt is installed, but probe finds that this host cannot poll: see FAIL above. Where it is to poll, run\n"
                    + "  \(probing)\n")
        }
        return doctor == 0 || doctor == 1
    }

    /// - Returns: The exit code.
    private func run(_ command: String, _ more: [String]) throws -> Int32 {
        StandardOutput.write("\n== \(command)\n")
        let arguments = [command, "--root", place.root] + more
        let child = ChildProcess(
            place.program, arguments: arguments, environment: wholeEnvironment(),
            timeoutSeconds: InstallChecks.timeoutSeconds)
        let ending = try child.run { read in
            let chunk = try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
                Array(buffer[..<(try read(buffer))])
            }
            StandardOutput.write(chunk)
        }
        StandardError.write(ending.standardError)
        guard case .code(let code) = ending.status else {
            throw CommandFailure(
                "\(place.program) \(command) ended by a signal: the installed program does not run here")
        }
        return code
    }
}
