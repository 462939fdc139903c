import CGlibc
import Glibc
import Synchronization

/// Runs a program and reads what it prints while it prints it.
///
/// `posix_spawn`, `poll` and `read`: the output is handed over in the chunks in which it comes, standard error is kept
/// aside, and a deadline ends a program that hangs. The program gets a process group of its own, and what is ended is the
/// group: `sacct` may be a site's script that starts the real one.
package struct ChildProcess {
    /// What is left to know when a program has ended.
    package struct Ending {
        package var status: ProcessFailure.ExitStatus
        /// The first 64 KiB of standard error.
        package var standardError: String
    }

    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let timeoutSeconds: Int
    private let isInterrupted: @Sendable () -> Bool

    /// How often a program that is silent is looked at.
    private static let lookMilliseconds = 200

    /// - Parameters:
    ///   - program: A name that is looked up on the PATH of `environment`, or a path.
    ///   - arguments: Those behind the program's name.
    ///   - environment: All that the program gets; nothing is inherited.
    ///   - timeoutSeconds: After that long without an end the program is killed.
    ///   - isInterrupted: Asked several times a second; once it says so the program is killed.
    package init(
        _ program: String, arguments: [String], environment: [String: String], timeoutSeconds: Int,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.timeoutSeconds = timeoutSeconds
        self.isInterrupted = isInterrupted
    }

    /// Runs to the end of the program, also when something that it started keeps its output open.
    ///
    /// - Parameter onOutput: Called with a reader each time there is output; it must read once.
    /// - Throws: ``ProcessFailure`` when the program cannot be started, does not end in time or is interrupted, and what
    ///   `onOutput` throws; in each case no process is left behind.
    package func run(_ onOutput: ((UnsafeMutableRawBufferPointer) throws -> Int) throws -> Void) throws -> Ending {
        guard let path = ChildProcess.find(program, path: environment["PATH"]) else {
            throw ProcessFailure.notFound(program: program)
        }
        let output = try Pipe(for: program)
        output.widen()
        let errors: Pipe
        do {
            errors = try Pipe(for: program)
        } catch {
            output.close()
            throw error
        }
        defer {
            output.close()
            errors.close()
        }
        let pid = try spawn(path, output: output.writeEnd, errors: errors.writeEnd)
        output.closeWriteEnd()
        errors.closeWriteEnd()
        var run = Run(pid: pid, deadline: ChildProcess.monotonicMilliseconds() + timeoutSeconds * 1000)
        do {
            let text = try pump(output: output.readEnd, errors: errors.readEnd, &run, onOutput)
            return Ending(status: try wait(for: &run), standardError: text)
        } catch {
            kill(-pid, SIGKILL)
            if run.status == nil {
                // It may have left its group.
                kill(pid, SIGKILL)
                _ = try? ending(of: pid, 0)
            }
            throw error
        }
    }

    /// A program that was started.
    private struct Run {
        let pid: pid_t
        /// On the monotonic clock, in milliseconds.
        let deadline: Int
        /// How it ended; nil as long as that has not been asked for, or it runs.
        var status: ProcessFailure.ExitStatus?
    }

    /// The whole output as text, for the small answers of other programs than sacct.
    ///
    /// - Throws: As ``run(_:)``, `ProcessFailure.failed` for an exit code other than 0, and `ProcessFailure.complained` for
    ///   an error on standard error.
    package func text(limit: Int = 1 << 20) throws -> String {
        let (text, ending) = try textWhateverItsEnding(limit: limit)
        guard ending.status == .code(0) else {
            throw ProcessFailure.failed(
                program: program, status: ending.status, message: ending.standardError.oneLine)
        }
        if let complaint = StandardErrorText(ending.standardError).complaint {
            throw ProcessFailure.complained(program: program, message: complaint)
        }
        return text
    }

    /// The whole output as text, and how the program ended, for those whose exit code is a part of the answer.
    ///
    /// - Throws: As ``run(_:)``.
    package func textWhateverItsEnding(limit: Int = 1 << 20) throws -> (text: String, ending: Ending) {
        var bytes: [UInt8] = []
        let ending = try run { read in
            let chunk = try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
                let count = try read(buffer)
                return Array(buffer[..<count])
            }
            if bytes.count < limit { bytes += chunk }
        }
        return (String(decoding: bytes, as: UTF8.self), ending)
    }

    /// Where a program is; nil when it is on no directory of `path`.
    package static func find(_ program: String, path: String?) -> String? {
        guard !program.contains("/") else { return access(program, X_OK) == 0 ? program : nil }
        for directory in (path ?? "/usr/bin:/bin").split(separator: ":") {
            let candidate = "\(directory)/\(program)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }

    private func spawn(_ path: String, output: Int32, errors: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The interface blocks or handles signals; a child starts with none of that.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var pid: pid_t = 0
        let argv = ([program] + arguments).map { strdup($0) } + [nil]
        let envp = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var code = starting.withLock { _ in posix_spawn(&pid, path, &actions, &attributes, argv, envp) }
        // A program that is being replaced at this moment is there the next.
        for _ in 0..<20 where code == ETXTBSY {
            usleep(10_000)
            code = starting.withLock { _ in posix_spawn(&pid, path, &actions, &attributes, argv, envp) }
        }
        guard code == 0 else {
            throw ProcessFailure.cannotStart(program: program, reason: String(cString: strerror(code)))
        }
        return pid
    }

    private func pump(
        output: Int32, errors: Int32, _ run: inout Run,
        _ onOutput: ((UnsafeMutableRawBufferPointer) throws -> Int) throws -> Void
    ) throws -> String {
        var errorBytes: [UInt8] = []
        var pace = ReadPace()
        var sources = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        while sources.contains(where: { $0.fd >= 0 }) {
            let left = try millisecondsLeft(to: run.deadline)
            let ready = poll(&sources, nfds_t(sources.count), Int32(min(left, ChildProcess.lookMilliseconds)))
            if ready < 0 && errno != EINTR {
                throw ProcessFailure.cannotStart(program: program, reason: String(cString: strerror(errno)))
            }
            if ready == 0 {
                if run.status != nil {
                    // It has ended, all that it wrote is read, and something else keeps the pipes open.
                    kill(-run.pid, SIGKILL)
                    break
                }
                run.status = try ending(of: run.pid, WNOHANG)
            }
            guard ready > 0 else { continue }
            var pause: UInt32 = 0
            if sources[0].fd >= 0, sources[0].revents != 0 {
                try onOutput { buffer in
                    let count = try ChildProcess.read(output, into: buffer, of: program)
                    if count == 0 { sources[0].fd = -1 }
                    pause = pace.pause(afterReading: count)
                    return count
                }
            }
            if sources[1].fd >= 0, sources[1].revents != 0 {
                try withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
                    let count = try ChildProcess.read(errors, into: buffer, of: program)
                    if count == 0 { sources[1].fd = -1 }
                    if errorBytes.count < 1 << 16 { errorBytes += buffer[..<count] }
                }
            }
            if pause > 0 { usleep(pause * 1000) }
        }
        return String(decoding: errorBytes, as: UTF8.self)
    }

    private static func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, of program: String
    ) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw ProcessFailure.cannotStart(program: program, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Waits for the end of a program whose output has ended: it may have closed that and go on.
    private func wait(for run: inout Run) throws -> ProcessFailure.ExitStatus {
        var pause: UInt32 = 1
        while true {
            if let status = run.status { return status }
            run.status = try ending(of: run.pid, WNOHANG)
            if run.status == nil {
                _ = try millisecondsLeft(to: run.deadline)
                usleep(pause * 1000)
                pause = min(pause * 2, 100)
            }
        }
    }

    /// - Throws: When there is none left, or somebody wants an end.
    private func millisecondsLeft(to deadline: Int) throws -> Int {
        if isInterrupted() { throw ProcessFailure.interrupted(program: program) }
        let left = deadline - ChildProcess.monotonicMilliseconds()
        guard left > 0 else { throw ProcessFailure.timedOut(program: program, seconds: timeoutSeconds) }
        return left
    }

    /// - Returns: Nil when it has not ended and `options` say not to wait.
    private func ending(of pid: pid_t, _ options: Int32) throws -> ProcessFailure.ExitStatus? {
        var status: Int32 = 0
        while true {
            let found = waitpid(pid, &status, options)
            if found == pid { break }
            if found == 0 { return nil }
            guard errno == EINTR else {
                throw ProcessFailure.cannotStart(program: program, reason: String(cString: strerror(errno)))
            }
        }
        let signal = status & 0x7F
        return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    }

    private static func monotonicMilliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

/// Had while a program is started and while a pipe is made: a pipe lives for a moment before it is closed on exec, and a
/// program that another thread starts in that moment would keep it open.
private let starting = Mutex<Void>(())

/// A pipe whose ends a child does not inherit beyond its own three descriptors.
private final class Pipe {
    let readEnd: Int32
    private(set) var writeEnd: Int32

    init(for program: String) throws {
        var ends: [Int32] = [-1, -1]
        let code = starting.withLock { _ in
            guard pipe(&ends) == 0 else { return errno }
            _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
            _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
            return 0
        }
        guard code == 0 else {
            throw ProcessFailure.cannotStart(program: program, reason: String(cString: strerror(code)))
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    /// Makes room for a megabyte, which anybody may have (pipe(7)), in place of 64 kB: a program that prints its answer all at once
    /// then need not wait for whoever counts what is in it. Where that is not allowed it stays as it is.
    func widen() {
        _ = fcntl(readEnd, CGLIBC_F_SETPIPE_SZ, 1 << 20)
    }

    func closeWriteEnd() {
        if writeEnd >= 0 { _ = Glibc.close(writeEnd) }
        writeEnd = -1
    }

    func close() {
        closeWriteEnd()
        _ = Glibc.close(readEnd)
    }
}

extension String {
    /// The text on one line, safe for a terminal, at most 300 characters.
    package var oneLine: String {
        let words = split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }
        return String(words.joined(separator: "; ").prefix(300)).escapedForTerminal
    }
}
