import Foundation

/// A program to run, and what it is given. The caller's environment is not passed on, so that a test means the same
/// on every machine.
struct Command {
    /// An absolute path.
    var program: String
    var arguments: [String]
    var environment: [String: String] = [:]
    /// Where standard output goes instead of into the outcome.
    var outputFile: URL?

    struct Outcome: Sendable {
        /// The exit status; 128 + the signal's number when a signal ended it, as a shell says it.
        var status: Int32
        var output: String
        var errors: String
    }

    enum Failure: Error {
        case timedOut(command: String, seconds: Double, errors: String)
        case failed(command: String, status: Int32, errors: String)
    }

    /// Runs it to its end. Output goes through files: a daemon that outlives the program and keeps its descriptors
    /// would keep a pipe open for ever.
    ///
    /// - Parameter seconds: after so long the program is killed.
    /// - Throws: `Failure.timedOut`, or the error of a program that cannot be started. Any exit status is an outcome.
    func run(seconds: Double = 120) async throws -> Outcome {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "real-slurm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let output = outputFile ?? scratch.appending(path: "output")
        let errors = scratch.appending(path: "errors")
        let process = try SpawnedProcess(
            program: program, arguments: arguments,
            environment: environment.merging([
                "PATH": Self.path, "HOME": "/", "LC_ALL": "C.UTF-8", "SLURM_SB_MIN_JOBS": "1",
            ]) { given, _ in given
            },
            output: output.path, errors: errors.path)
        let status = await process.end(within: seconds)
        let errorText = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        guard let status else {
            throw Failure.timedOut(command: description, seconds: seconds, errors: errorText)
        }
        return Outcome(
            status: status,
            output: outputFile == nil ? String(decoding: try Data(contentsOf: output), as: UTF8.self) : "",
            errors: errorText)
    }

    /// The same, where anything but success is an error.
    @discardableResult
    func runSuccessfully(seconds: Double = 120) async throws -> String {
        let outcome = try await run(seconds: seconds)
        guard outcome.status == 0 else {
            throw Failure.failed(command: description, status: outcome.status, errors: outcome.errors)
        }
        return outcome.output
    }

    var description: String { ([program] + arguments).joined(separator: " ") }

    /// Debian's, with the places where daemons live.
    static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}
