import Foundation
import Glibc

/// A child in a process group of its own, so that it can be killed with all that it started.
///
/// Foundation's `Process` kills the child alone, and takes it for running as long as a descendant, such as a daemon,
/// keeps an inherited descriptor open.
struct SpawnedProcess: Sendable {
    private let pid: pid_t

    struct CannotStart: Error {
        var program: String
        var reason: String
    }

    /// - Parameters:
    ///   - output: path of the file that standard output goes to; it is made or emptied.
    ///   - errors: the same for standard error.
    init(program: String, arguments: [String], environment: [String: String], output: String, errors: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of the tests block signals; a daemon that inherited that could not be asked to end.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        let argv = ([program] + arguments).map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in argv + envp { free(word) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, program, &actions, &attributes, argv, envp)
        guard failure == 0 else { throw CannotStart(program: program, reason: String(cString: strerror(failure))) }
        self.pid = pid
    }

    /// Waits for the end, and kills the group when it does not come in time.
    ///
    /// - Returns: the exit status, 128 + the number of the signal that ended it, or nil when it was killed for its time.
    func end(within seconds: Double) async -> Int32? {
        let deadline = Date().addingTimeInterval(seconds)
        return await withCheckedContinuation { continuation in
            // A thread of its own: waiting must not take one from the other tests.
            Thread.detachNewThread { continuation.resume(returning: wait(until: deadline)) }
        }
    }

    private func wait(until deadline: Date) -> Int32? {
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            if Date() > deadline {
                kill(-pid, SIGKILL)
                waitpid(pid, &status, 0)
                return nil
            }
            usleep(5000)
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}
