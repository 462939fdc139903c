import Foundation

/// A process with all signals at their defaults, whose output goes to files.
struct SpawnedProgram {
    /// How it ended and what it said.
    struct Outcome {
        /// The exit code, or the signal's number below zero.
        var status: Int32
        var errors: String
    }

    struct CannotStart: Error {
        var command: [String]
        var code: Int32
    }

    let processIdentifier: pid_t
    private let errorFile: String

    /// - Parameters:
    ///   - command: The program, by name or path, and its arguments.
    ///   - environment: Besides PATH and HOME, or in their place.
    ///   - directory: Gets the file of standard error.
    init(_ command: [String], environment: [String: String] = [:], in directory: TemporaryDirectory) throws {
        errorFile = directory.file("stderr")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The runner of the tests blocks signals in some of its threads, and children would inherit that.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        // Few jobs are enough to be shown here.
        let variables = [
            "PATH": Binary.searchPath, "HOME": directory.path, "SLURM_SB_MIN_JOBS": "1",
            "SLURM_SB_HOME_ROOT": "/nonexistent",
        ]
        .merging(environment) { $1 }
        let arguments = command.map { strdup($0) } + [nil]
        let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + settings).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, command[0], &actions, &attributes, arguments, settings)
        guard code == 0 else { throw CannotStart(command: command, code: code) }
        processIdentifier = pid
    }

    /// Whether it has ended, its outcome not yet asked for.
    var hasEnded: Bool {
        var information = siginfo_t()
        let isKnown = waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0
        return isKnown && information.si_signo == SIGCHLD
    }

    /// Waits for the end, which must be asked for once.
    func outcome() -> Outcome {
        var status: Int32 = 0
        while waitpid(processIdentifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        let said = try? Data(contentsOf: URL(fileURLWithPath: errorFile))
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : -signal,
            errors: String(decoding: said ?? Data(), as: UTF8.self))
    }

    /// Runs a program to its end; one that hangs is killed after two minutes, with its children.
    static func run(
        _ command: [String], environment: [String: String] = [:], in directory: TemporaryDirectory
    ) throws -> Outcome {
        try SpawnedProgram(
            ["timeout", "-s", "KILL", "120"] + command, environment: environment, in: directory
        ).outcome()
    }
}
