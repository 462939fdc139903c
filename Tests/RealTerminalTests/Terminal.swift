@preconcurrency import Foundation
import Testing

/// A real terminal: a shell in a tmux of its own.
final class Terminal {
    /// Of a server of our own, removed with it. Short, since the path of a socket may have 107 bytes.
    private let socket = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-\(UUID().uuidString.prefix(8)).tmux").path
    /// What a test chooses in the interface must not be remembered for the next one.
    private var home: String { "\(socket).home" }
    private var settingsAsked = 0
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
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let usual = ["HOME": home, "LC_ALL": "C.UTF-8", "PS1": "READY> ", "HISTFILE": "/dev/null"]
        let variables = usual.merging(environment) { $1 }
        let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        arguments.append("env -u NO_COLOR \(assignments) bash --norc --noprofile")
        try run(arguments)
        try waitFor("the shell") { $0.contains("READY>") }
    }

    deinit {
        _ = try? run(["kill-server"])
        try? FileManager.default.removeItem(atPath: socket)
        try? FileManager.default.removeItem(atPath: home)
    }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let url = URL(fileURLWithPath: "\(socket).answer")
        defer { try? FileManager.default.removeItem(at: url) }
        // Not `Process`: the server that tmux leaves behind inherits the descriptor by which it notices the end.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, url.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // A test's thread has its signals blocked, and children inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let tmux = try #require(Terminal.tmux)
        var words: [UnsafeMutablePointer<CChar>?] = ([tmux, "-S", socket] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        try #require(posix_spawn(&child, tmux, &actions, &attributes, &words, environ) == 0)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return try String(contentsOf: url, encoding: .utf8)
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

    /// The settings of the terminal's line, as the shell in it sees them.
    func settings() throws -> String {
        let file = "\(socket).settings"
        defer { try? FileManager.default.removeItem(atPath: file) }
        // What was said the last time may still be on the screen.
        settingsAsked += 1
        let saved = "SAVED-\(settingsAsked)."
        try enter("clear; stty -g > \(file); echo \(saved)")
        try waitFor("the settings") { $0.contains("\n\(saved)") || $0.hasPrefix(saved) }
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    func resize(_ columns: Int, _ rows: Int) throws {
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Looks until the screen is as wished, for at most half a minute: the machine may be busy.
    @discardableResult
    func waitFor(
        _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: (String) -> Bool
    ) throws -> String {
        let end = Date().addingTimeInterval(30)
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
