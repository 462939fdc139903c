import Foundation

/// One system call of the program, as a line of strace's log tells it.
struct SystemCall: Sendable {
    /// For instance `renameat`.
    var name: String
    /// Its number among the calls of this name, from 1, by which strace finds it again.
    var number: Int
    /// What it acts on, absolute; two for a rename.
    var paths: [String]
    /// Whether it changes files, or tells how an earlier change ended.
    var isChange: Bool
    /// Whether it was made to fail.
    var isInjected: Bool
    /// What had been done with the same file just before.
    var before: String?

    /// The calls that can change a file or tell that a change failed. A name that this machine's kernel has not is left
    /// out by strace.
    static let names = [
        "open", "openat", "openat2", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile",
        "copy_file_range", "fsync", "fdatasync", "sync_file_range", "rename", "renameat", "renameat2", "link", "linkat",
        "symlink", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "truncate",
        "ftruncate", "fallocate", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "utimensat", "flock",
        "setxattr", "fsetxattr", "close",
    ]

    /// For strace's `-e`.
    static let traced = "trace=" + names.map { "?" + $0 }.joined(separator: ",")

    /// The calls of a log that was written with `-y` and without `-f`.
    static func parse(_ log: String) -> [SystemCall] {
        var calls: [SystemCall] = []
        var counts: [String: Int] = [:]
        var latest: [String: String] = [:]
        // A descriptor's number, and whether it was opened for writing.
        var writable: Set<Substring> = []
        for line in log.split(separator: "\n") {
            guard let (name, arguments, result) = parts(of: line) else { continue }
            counts[name, default: 0] += 1
            let paths = paths(name, arguments)
            var call = SystemCall(
                name: name, number: counts[name, default: 0], paths: paths, isChange: true,
                isInjected: result.contains("(INJECTED)"), before: paths.first.flatMap { latest[$0] })
            let descriptor = (name.hasPrefix("open") ? result : arguments).prefix { $0.isNumber }
            if name.hasPrefix("open") {
                call.isChange = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains { arguments.contains($0) }
                if call.isChange { writable.insert(descriptor) } else { writable.remove(descriptor) }
            } else if name == "close" {
                call.isChange = writable.remove(descriptor) != nil
            }
            for path in paths { latest[path] = name }
            calls.append(call)
        }
        return calls
    }

    /// The same in every run: without the number of the process, and with `ROOT` for the root.
    func normalizedPaths(root: String) -> [String] {
        paths.map { path in
            let parts = path.replacing(root, with: "ROOT").split(separator: ".tmp-", omittingEmptySubsequences: false)
            return parts.dropFirst().reduce(String(parts[0])) { $0 + ".tmp-PID" + $1.drop { $0.isNumber } }
        }
    }

    /// What a temporary file is to become: of `a/.b.tmp-12` that is `a/b`. Nil for other files.
    static func target(ofTemporary path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let name = path[path.index(after: slash)...]
        let parts = name.dropFirst().split(separator: ".tmp-", omittingEmptySubsequences: false)
        return name.hasPrefix(".") && parts.count == 2 ? path[...slash] + String(parts[0]) : nil
    }

    /// `name(arguments) = result`; nil for the line that tells how the process ended.
    private static func parts(of line: Substring) -> (name: String, arguments: Substring, result: Substring)? {
        guard let opening = line.firstIndex(of: "("), let equals = line.lastIndex(of: "="),
            line[..<opening].utf8.allSatisfy({ $0 == UInt8(ascii: "_") || isAlphanumeric($0) }), opening < equals
        else { return nil }
        return (String(line[..<opening]), line[line.index(after: opening)..<equals], line[equals...].dropFirst(2))
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    /// `5</a/b>` is a descriptor, and a name that follows one is below it, unless it is what is written.
    ///
    /// Tens of thousands of lines are looked at, by several threads: regular expressions would take most of the time.
    private static func paths(_ name: String, _ arguments: Substring) -> [String] {
        var rest = arguments
        if !name.hasSuffix("at") && !name.hasSuffix("at2") {
            guard rest.utf8.first.map({ $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") }) ?? true else {
                return taken(from: "<", to: ">", of: &rest).map { [String($0)] } ?? []
            }
            var names: [String] = []
            while let name = taken(from: "\"", to: "\"", of: &rest) { names.append(String(name)) }
            return names
        }
        var paths: [String] = []
        while let directory = taken(from: "<", to: ">", of: &rest) {
            var below: Substring = ""
            if rest.hasPrefix(", \"") { below = taken(from: "\"", to: "\"", of: &rest) ?? "" }
            paths.append(
                below.isEmpty ? String(directory) : below.hasPrefix("/") ? String(below) : "\(directory)/\(below)")
        }
        return paths
    }

    /// What stands between the next two of these; goes on behind them. Nil where they do not follow.
    private static func taken(
        from opening: Character, to closing: Character, of text: inout Substring
    ) -> Substring? {
        guard let start = text.firstIndex(of: opening) else { return nil }
        let inside = text[text.index(after: start)...]
        guard let end = inside.firstIndex(of: closing) else { return nil }
        text = inside[inside.index(after: end)...]
        return inside[..<end]
    }
}
