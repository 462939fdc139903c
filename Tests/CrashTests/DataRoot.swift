import Foundation

/// A shared directory of the program, read from outside.
struct DataRoot: Sendable {
    let path: String

    /// What must not depend on how often the program was disturbed: all content but logs, locks, the reports of what was
    /// asked when, the number of the last commit, and the sums of the boards, which say of which files they are.
    ///
    /// - Parameter hasTimes: Whether the times at which files were made are kept.
    func content(hasTimes: Bool = true) -> [String: Data] {
        let reports = ["health.json", "rate.json", "rate.json.lock", "commit.json", "lock.pid", ".lock", "windows.bin"]
        var content: [String: Data] = [:]
        for name in entries {
            guard !reports.contains((name as NSString).lastPathComponent), !name.contains("/log/"),
                let data = FileManager.default.contents(atPath: path + "/" + name)
            else { continue }
            // How long the next slice of history is, is measured, and as of when a rollup is, can be asked for.
            var removed = name.hasSuffix("poll_cursor.json") ? ["pace", "checksum"] : []
            if !hasTimes, name.contains("/rollups/") { removed = ["asof", "checksum"] }
            content[name] = removed.isEmpty ? data : DataRoot.without(removed, data)
        }
        return content
    }

    /// What a commit or a replacement leaves when it is not finished.
    var leftovers: [String] {
        entries.filter {
            $0.contains("/state/commit/") || $0.contains(".tmp-") || $0.hasSuffix("/unpublished")
                || $0.hasSuffix(".bad")
        }
    }

    /// What is not 2775, of directories, or 664, of files.
    var wrongModes: [String] {
        entries.compactMap { name in
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { return nil }
            let isPrivate = name.contains("/state/steps/") || name.hasSuffix("/state/windows.bin")
            let file: mode_t = isPrivate ? 0o660 : 0o664
            let wanted: mode_t = status.st_mode & S_IFMT == S_IFDIR ? 0o2775 : file
            let mode = status.st_mode & 0o7777
            return mode == wanted ? nil : "\(name) has mode \(String(mode, radix: 8))"
        }
    }

    /// The ended jobs and the core hours that the files of a cluster's users tell.
    func userTotals(_ cluster: String = "negishi") throws -> [String: UserTotals] {
        struct File: Decodable {
            struct Part: Decodable {
                struct Counts: Decodable { var jobs: Int }
                struct Totals: Decodable {
                    var clock_hours: Double
                    var sum_max_mem_mb: Double
                }
                var counts: Counts
                var totals: Totals
            }
            var username: String
            var clusters: [String: Part]
        }
        var totals: [String: UserTotals] = [:]
        for name in entries where name.hasPrefix("clusters/\(cluster)/agg/users/") {
            let file = try JSONDecoder().decode(
                File.self, from: FileManager.default.contents(atPath: path + "/" + name) ?? Data())
            for part in file.clusters.values {
                totals[file.username] = UserTotals(
                    jobs: part.counts.jobs, coreHours: part.totals.clock_hours,
                    largestMemoryMB: part.totals.sum_max_mem_mb)
            }
        }
        return totals
    }

    struct UserTotals: Equatable, Sendable {
        var jobs: Int
        var coreHours: Double
        /// The sum over the jobs of what each used at most.
        var largestMemoryMB: Double
    }

    /// The differences between two contents, in words.
    static func differences(_ found: [String: Data], _ wanted: [String: Data]) -> [String] {
        Set(found.keys).union(wanted.keys).sorted().compactMap { name in
            switch (found[name], wanted[name]) {
            case (nil, _): "\(name) is missing"
            case (_, nil): "\(name) is too much"
            case (let one, let other): one == other ? nil : "\(name) differs"
            }
        }
    }

    /// All that is in the directory, relative, directories too.
    private var entries: [String] {
        FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }.sorted() ?? []
    }

    private static func without(_ members: [String], _ data: Data) -> Data {
        let pattern = #""(\#(members.joined(separator: "|")))": ?("[^"]*"|[0-9]+)"#
        return Data(
            String(decoding: data, as: UTF8.self)
                .replacingOccurrences(of: pattern, with: "", options: .regularExpression).utf8)
    }
}
