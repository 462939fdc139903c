import Storage

/// Every file that a poller cannot do without: the records, and the months with their rollups, seen jobs and steps.
enum FilesCheck {
    static func findings(_ patient: Patient) throws -> [Finding] {
        var found = try StateRecords(patient.directory, files: patient.files).damages(passingOverClosed: true).map {
            patient.finding($0, .files)
        }
        for month in patient.months {
            if patient.isQuiet {
                found += month.damages.map { patient.finding($0, .months) }
            } else {
                found += month.damages.filter(\.isOfNewerProgram).map { patient.finding($0, .months) }
            }
            if let load = month.filterLoad, load.count > load.planned {
                found.append(
                    patient.finding(
                        .warning, .months, patient.directory.path(of: .seenFilter(month.month)),
                        "it holds \(load.count) jobs and is planned for \(load.planned): the exact set is asked more often",
                        remedy: "nothing: it grows with the month's next new job"))
            }
        }
        let closed = patient.months.flatMap(\.closed)
        if let first = closed.first {
            found.append(
                patient.finding(
                    .fine, .files, first,
                    "\(closed.count) private files may not be read by you: what they hold was not looked at",
                    remedy: "run it as a member of their group to have them looked at"))
        }
        return try found + setAside(patient)
    }

    private static func setAside(_ patient: Patient) throws -> [Finding] {
        let known = Set(patient.health?.damaged ?? [])
        return try patient.directory.directories.flatMap { directory in
            try patient.files.names(in: directory).filter { $0.hasSuffix(".bad") }.compactMap { name in
                let path = FilePath.join(directory, name)
                guard !known.contains(path) else { return nil }
                return patient.finding(
                    .warning, .files, path, "a damaged file that was set aside; what it held is there again",
                    remedy: "look at why it was damaged, then remove it")
            }
        }
    }
}
