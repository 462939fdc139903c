import Scoreboard
import Storage

/// The file system: rights, room, and its clock.
enum PlaceChecks {
    /// Less room than this is worth a word, in bytes.
    static let scarceBytes: Int64 = 100_000_000
    /// How far the clocks may be apart, in seconds.
    static let skewSeconds: Int64 = 60

    static func findings(_ patient: Patient) throws -> [Finding] {
        let directories =
            patient.directory.directoriesWithParents
            + [patient.directory.importedRollupsDirectory, patient.directory.withheldImportsDirectory]
        var wrongDirectories: [String] = []
        var wrongFiles: [String] = []
        var exposed: [String] = []
        var closed: [String] = []
        var newest: (path: String, time: Timestamp)?
        for directory in directories {
            guard let status = try patient.files.status(directory), status.kind == .directory else { continue }
            if status.mode & 0o2775 != 0o2775 { wrongDirectories.append(directory) }
            if !patient.surroundings.mayWrite(directory) { closed.append(directory) }
            for name in try patient.files.list(directory) where !name.hasSuffix(".bad") {
                let path = FilePath.join(directory, name)
                guard let status = try patient.files.status(path), status.kind == .file else { continue }
                let relative = path.utf8.dropFirst(patient.directory.path.utf8.count + 1)
                if ClusterFile.isPrivate(String(decoding: Array(relative), as: UTF8.self)) {
                    if status.mode & 0o007 != 0 { exposed.append(path) }
                } else if status.mode & 0o002 != 0 || (status.mode & 0o444 != 0o444 && !name.hasSuffix(".bad")) {
                    wrongFiles.append(path)
                }
                if status.modified > newest?.time ?? Timestamp(seconds: 0) { newest = (path, status.modified) }
            }
        }
        var found: [Finding] = []
        if let first = wrongDirectories.first {
            found.append(
                patient.finding(
                    .warning, .rights, first,
                    "not 2775, so that others of the group cannot poll: \(some(wrongDirectories))",
                    remedy: "their owner can run: \(patient.command("find", "-type d -exec chmod 2775 {} +"))"))
        }
        if let first = wrongFiles.first {
            found.append(
                patient.finding(
                    .warning, .rights, first,
                    "not 0664 or 0644, so that not all can read them or anybody can write them: \(some(wrongFiles))",
                    remedy: "their owner can run: \(patient.command("find", "-type f -exec chmod 664 {} +"))"))
        }
        if let first = exposed.first {
            found.append(
                patient.finding(
                    .warning, .rights, first,
                    "\(exposed.count) private files can be read by others: they name people who opted out, or whose a job was",
                    remedy: "its owner can run: chmod 660 \(first)"))
        }
        if let first = closed.first {
            let owner = try patient.files.status(first)?.owner ?? 0
            found.append(
                patient.finding(
                    .warning, .rights, first,
                    "you may not write in \(some(closed)); the first belongs to user \(owner)",
                    remedy: "poll as a member of its group; its owner can run: "
                        + patient.command("find", "-type d -exec chmod g+rwxs {} +")))
        }
        if let newest, newest.time - patient.surroundings.machineTime > skewSeconds {
            found.append(skew(newest.path, newest.time - patient.surroundings.machineTime, patient.directory.name))
        }
        return found
    }

    /// The first few, and how many more there are.
    private static func some(_ paths: [String]) -> String {
        let named = paths.prefix(3).joined(separator: ", ")
        return paths.count > 3 ? "\(named) and \(paths.count - 3) more" : named
    }

    static func skew(_ path: String, _ seconds: Int64, _ cluster: ClusterName?) -> Finding {
        Finding(
            .warning, .clock, cluster: cluster, path: path,
            "the clock of the file system and that of this machine are \(abs(seconds)) seconds apart",
            remedy: "let the administrator look at NTP on both")
    }

    /// The site's list of those who opted out is itself nothing for others.
    static func listFindings(_ root: DataRoot, files: any FileSystem) -> [Finding] {
        guard let status = try? files.status(root.optOutList), status.kind == .file, status.mode & 0o007 != 0 else {
            return []
        }
        return [
            Finding(
                .warning, .rights, path: root.optOutList, "others can read who opted out",
                remedy: "its owner can run: chmod 660 \(root.optOutList)")
        ]
    }

    static func roomFindings(_ root: DataRoot, files: any FileSystem) -> [Finding] {
        guard let free = try? files.freeBytes(root.path) else { return [] }
        let isScarce = free < scarceBytes
        return [
            Finding(
                isScarce ? .warning : .fine, .disk, path: root.path, "\(free / 1_000_000) MB are free",
                remedy: isScarce ? "free some space: a poll on a full disk counts nothing" : nil)
        ]
    }
}
