import Dispatch
import Foundation

/// The built program, run as a process with an environment made from scratch.
enum Binary {
    /// `$SLURM_SB_BINARY`, else what the package built.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["SLURM_SB_BINARY"], !given.isEmpty { return given }
        return packageDirectory.appendingPathComponent(".build/debug/slurm-sb-tui").path
    }()

    static let packageDirectory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let fixtures = packageDirectory.appendingPathComponent("Fixtures/sacct")

    /// A path without Slurm's programs would hide python from the fakes: tests that need none of Slurm say so.
    static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    /// How a process ended and what it said.
    struct Outcome {
        var status: Int32
        var output: Data
        var errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [Substring] { text.split(separator: "\n") }
    }

    struct TookTooLong: Error {
        var command: [String]
        var errors: String
    }

    /// Runs the program to its end.
    ///
    /// - Parameter environment: Besides PATH and HOME, or in their place.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: Data? = nil, timeout: Double = 120
    ) throws -> Outcome {
        try start(arguments, environment: environment, input: input).outcome(within: timeout)
    }

    /// Starts the program and leaves it running.
    static func start(
        _ arguments: [String], environment: [String: String] = [:], input: Data? = nil
    ) throws -> RunningProgram {
        try RunningProgram(path, arguments, environment: environment, input: input)
    }

    /// Copies the program, with something behind it.
    ///
    /// By other programs: a file that this one writes may be held open by whatever it starts meanwhile, and what is open for
    /// writing cannot be run.
    static func copy(to target: String, adding ending: String = "") throws {
        let outcome = try run(
            program: "/bin/sh", ["-c", "cp \"$1\" \"$2\" && printf %s \"$3\" >>\"$2\"", "sh", path, target, ending])
        if outcome.status != 0 { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target]) }
    }

    /// Runs another program, under the same rules.
    static func run(
        program: String, _ arguments: [String], environment: [String: String] = [:], input: Data? = nil,
        timeout: Double = 120
    ) throws -> Outcome {
        try RunningProgram(program, arguments, environment: environment, input: input).outcome(within: timeout)
    }

    /// Debian's: what is called `python3` may be a chain of scripts that look for one, and take ten times as long.
    static let interpreter = "/usr/bin/python3"

    /// Runs a script of Python's.
    static func python(_ arguments: [String], input: Data? = nil, timeout: Double = 300) throws -> Outcome {
        try run(program: interpreter, arguments, input: input, timeout: timeout)
    }

    /// Runs a line of the shell in which `"$B"` is the program.
    static func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
        try run(program: "/bin/sh", ["-c", line], environment: environment.merging(["B": path]) { $1 })
    }
}

/// A process whose streams go to files, so that none of them can fill up and block it.
final class RunningProgram {
    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let directory = TemporaryDirectory()
    private let command: [String]

    init(_ program: String, _ arguments: [String], environment: [String: String], input: Data?) throws {
        command = [program] + arguments
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = [
            "PATH": Binary.searchPath, "HOME": directory.path,
            // Most tests need few jobs, and nobody's real home.
            "SLURM_SB_MIN_JOBS": "1", "SLURM_SB_HOME_ROOT": directory.file("home"),
        ].merging(environment) { $1 }
        for name in ["in", "out", "err"] {
            try (name == "in" ? input ?? Data() : Data()).write(to: directory.url(name))
        }
        // A process that has ended keeps its handles for ever. With some 1,350 files open, `Process.run` crashes: it copies
        // the last entries of /proc/self/fd from beyond the end of what was read.
        let streams = [
            try FileHandle(forReadingFrom: directory.url("in")), try FileHandle(forWritingTo: directory.url("out")),
            try FileHandle(forWritingTo: directory.url("err")),
        ]
        defer { for stream in streams { try? stream.close() } }
        process.standardInput = streams[0]
        process.standardOutput = streams[1]
        process.standardError = streams[2]
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var processIdentifier: Int32 { process.processIdentifier }

    var errors: String { (try? String(decoding: Data(contentsOf: directory.url("err")), as: UTF8.self)) ?? "" }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end; the process is killed when it does not come.
    func outcome(within seconds: Double = 120) throws -> Binary.Outcome {
        if ended.wait(timeout: .now() + seconds) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            throw Binary.TookTooLong(command: command, errors: errors)
        }
        return Binary.Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try Data(contentsOf: directory.url("out")), errors: errors)
    }

    /// Waits until standard error says something; false when it does not in time, or the process ends before.
    func says(_ text: String, within seconds: Double = 60) -> Bool {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline {
            if errors.contains(text) { return true }
            guard process.isRunning else { return errors.contains(text) }
            usleep(20_000)
        }
        return false
    }
}
