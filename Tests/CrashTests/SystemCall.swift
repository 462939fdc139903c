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

    /// `name(arguments) = result`; nil for the line that tells how the process ended.
    private static func parts(of line: Substring) -> (name: String, arguments: Substring, result: Substring)? {
        guard let opening = line.firstIndex(of: "("),
            line[..<opening].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
            let closing = line.range(of: " = ", options: .backwards)
        else { return nil }
        return (
            String(line[..<opening]), line[line.index(after: opening)..<closing.lowerBound],
            line[closing.upperBound...]
        )
    }

    /// `5</a/b>` is a descriptor, and a name that follows one is below it, unless it is what is written.
    private static func paths(_ name: String, _ arguments: Substring) -> [String] {
        if !name.hasSuffix("at") && !name.hasSuffix("at2") {
            guard let match = arguments.firstMatch(of: /^[0-9]+<([^>]*)>/) else {
                return arguments.matches(of: /"([^"]*)"/).map { String($0.1) }
            }
            return [String(match.1)]
        }
        return arguments.matches(of: /(?:AT_FDCWD|[0-9]+)<([^>]*)>(?:, "([^"]*)")?/).map { match in
            guard let below = match.2, !below.isEmpty else { return String(match.1) }
            return below.hasPrefix("/") ? String(below) : "\(match.1)/\(below)"
        }
    }
}
