import Foundation

/// A data root that the program writes, and what it published there.
struct DataRoot {
    var directory: URL

    /// A new, empty one that any user may write.
    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "slurm-sb-root-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.path)
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }

    var path: String { directory.path }

    struct Malformed: Error {
        var file: String
        var reason: String
    }

    /// Where the polling of a cluster stands, as it is written down, without spaces.
    func cursor(of cluster: String) throws -> String {
        let file = directory.appending(path: "clusters/\(cluster)/state/poll_cursor.json")
        return String(decoding: try Data(contentsOf: file), as: UTF8.self).filter { !$0.isWhitespace }
    }

    /// The monthly rollups, by month.
    func monthlyTotals(of cluster: String) throws -> [String: UserTotals] {
        var result: [String: UserTotals] = [:]
        for file in try rollups("monthly", of: cluster) {
            let object = try Self.object(in: file)
            guard let month = object["month"] as? String, let users = object["users"] as? [[String: Any]] else {
                throw Malformed(file: file.path, reason: "no month or users")
            }
            guard object["cluster"] as? String == cluster, file.lastPathComponent == month + ".json" else {
                throw Malformed(file: file.path, reason: "it says \(month) of \(object["cluster"] ?? "no cluster")")
            }
            for user in users {
                guard let name = user["username"] as? String else {
                    throw Malformed(file: file.path, reason: "a user without a name")
                }
                result[month, default: [:]][name] = try Totals(user, file: file.path)
            }
        }
        return result
    }

    /// The daily rollups, by day. Days without users are left out.
    func dailyTotals(of cluster: String) throws -> [String: UserTotals] {
        var result: [String: UserTotals] = [:]
        for file in try rollups("daily", of: cluster) {
            let object = try Self.object(in: file)
            guard let columns = object["columns"] as? [String], let days = object["days"] as? [[String: Any]] else {
                throw Malformed(file: file.path, reason: "no columns or days")
            }
            for entry in days {
                guard let day = entry["day"] as? String, let users = entry["users"] as? [[Any]] else {
                    throw Malformed(file: file.path, reason: "a day without a date or users")
                }
                for row in users {
                    let fields = Dictionary(zip(columns, row)) { first, _ in first }
                    guard row.count == columns.count, let name = fields["username"] as? String else {
                        throw Malformed(file: file.path, reason: "\(day) has a row that does not fit the columns")
                    }
                    result[day, default: [:]][name] = try Totals(fields, file: file.path)
                }
            }
        }
        return result
    }

    /// Every rollup of a cluster by its name, byte for byte but for the time of writing and the checksum over it, whether it
    /// is packed or not.
    func rollupTexts(of cluster: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for kind in ["monthly", "daily"] {
            for file in try rollups(kind, of: cluster) {
                let text = String(decoding: try Self.content(of: file), as: UTF8.self)
                result["\(kind)/\(file.lastPathComponent.prefix(7))"] = text.replacing(
                    #/"(asof|checksum)"\s*:\s*"[^"]*"/#, with: "")
            }
        }
        return result
    }

    private func rollups(_ kind: String, of cluster: String) throws -> [URL] {
        let folder = directory.appending(path: "clusters/\(cluster)/agg/rollups/\(kind)")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.wholeMatch(of: #/\d{4}-\d{2}\.json(?:\.gz)?/#) != nil }
            .sorted { $0.path < $1.path }
    }

    /// What gzip makes of a packed file; of others all there is.
    private static func content(of file: URL) throws -> Data {
        guard file.pathExtension == "gz" else { return try Data(contentsOf: file) }
        guard let unpacked = popen("exec gzip -dc '\(file.path)'", "r") else {
            throw Malformed(file: file.path, reason: "gzip cannot be started")
        }
        var content = Data()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, unpacked), count > 0 { content += piece[..<count] }
        guard pclose(unpacked) == 0 else { throw Malformed(file: file.path, reason: "gzip cannot read it") }
        return content
    }

    private static func object(in file: URL) throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: content(of: file)) as? [String: Any] else {
            throw Malformed(file: file.path, reason: "no JSON object")
        }
        return object
    }
}

extension Totals {
    /// From a rollup's metrics: hours bear whole seconds, MB are 10^6 bytes.
    init(_ metrics: [String: Any], file: String) throws {
        func number(_ key: String) throws -> Double {
            guard let number = metrics[key] as? NSNumber else {
                throw DataRoot.Malformed(file: file, reason: "\(key) is no number")
            }
            return number.doubleValue
        }
        func count(_ key: String) throws -> Int { Int(try number(key)) }
        func seconds(_ key: String) throws -> Int { Int((try number(key) * 3600).rounded()) }
        func bytes(_ key: String) throws -> Int { Int((try number(key) * 1e6).rounded()) }
        jobs = try count("jobs")
        gpuJobs = try count("gpu_jobs")
        failedJobs = try count("failed_jobs")
        elapsedSeconds = try seconds("elapsed_hours")
        coreSeconds = try seconds("clock_hours")
        gpuElapsedSeconds = try seconds("gpu_elapsed_hours")
        gpuSeconds = try seconds("gpu_clock_hours")
        requestedMemoryBytes = try bytes("sum_req_mem_mb")
        averageRssBytes = try bytes("sum_avg_mem_mb")
        maxRssBytes = try bytes("sum_max_mem_mb")
    }
}
