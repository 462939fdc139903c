import Foundation
import Testing

/// A real terminal: a shell in a tmux of its own.
final class Terminal {
    private let socket = "slurm-sb-\(UUID().uuidString.prefix(8))"
    static let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The built binary: `SLURM_SB_BINARY`, else the debug build of this package.
    static let binary: String = {
        if let path = ProcessInfo.processInfo.environment["SLURM_SB_BINARY"] { return path }
        return URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(".build/debug/slurm-sb-tui").path
    }()

    static var canRun: Bool { tmux != nil && FileManager.default.isExecutableFile(atPath: binary) }

    init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
        var arguments = ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        let variables = ["LC_ALL": "C.UTF-8", "PS1": "READY> ", "HISTFILE": "/dev/null"].merging(environment) { $1 }
        let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        arguments.append("env -u NO_COLOR \(assignments) bash --norc --noprofile")
        try run(arguments)
        try waitFor("the shell") { $0.contains("READY>") }
    }

    deinit { _ = try? run(["kill-server"]) }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Terminal.tmux ?? "/usr/bin/tmux")
        process.arguments = ["-L", socket] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    var screen: String { (try? run(["capture-pane", "-p"])) ?? "" }

    /// A variable of tmux: `alternate_on`, `cursor_flag`, `mouse_any_flag`.
    func variable(_ name: String) -> String {
        ((try? run(["display-message", "-p", "#{\(name)}"])) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Types text as it is.
    func type(_ text: String) throws { try run(["send-keys", "-l", text]) }

    /// Presses a key by tmux's name for it.
    func press(_ key: String) throws { try run(["send-keys", key]) }

    func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    func resize(_ columns: Int, _ rows: Int) throws {
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Looks until the screen is as wished, for at most ten seconds.
    @discardableResult
    func waitFor(
        _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: (String) -> Bool
    ) throws -> String {
        let end = Date().addingTimeInterval(10)
        var seen = ""
        while Date() < end {
            seen = screen
            if condition(seen) { return seen }
            usleep(20_000)
        }
        Issue.record("waited in vain for \(what); the screen is:\n\(seen)", sourceLocation: sourceLocation)
        throw CancellationError()
    }
}
