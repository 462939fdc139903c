import Storage

/// Every file that a poller cannot do without: the records, and the months with their rollups, seen jobs and steps.
enum FilesCheck {
    static func findings(_ patient: Patient) throws -> [Finding] {
        var found = try StateRecords(patient.directory, files: patient.files).damages(passingOverClosed: true).map {
            patient.finding($0, .files)
        }
        found += archive(patient)
        found += try ImportCheck.findings(patient)
        for month in patient.months {
            if patient.isQuiet { found += month.damages.map { patient.finding($0, .months) } }
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

    private static func archive(_ patient: Patient) -> [Finding] {
        if let damage = patient.archiveDamage {
            let remedy =
                "it held the totals of months whose rollups were removed: slurm-sb doctor --repair moves it aside and "
                + "has them read again, as far as the accounting still has their jobs; a copy in a backup is better"
            return [
                patient.finding(.damage, .months, damage.path, damage.problem, remedy: remedy)
            ]
        }
        // While a poller archives a month, its files are seen in the middle of that.
        guard patient.isQuiet else { return [] }
        return patient.months.filter(\.isSealed).map { month in
            patient.finding(
                .warning, .months, patient.directory.path(of: .seenIdentities(month.month)),
                "the seen jobs of the archived month \(month.month) are lost; its totals are not",
                remedy:
                    "nothing: of this month no further jobs are counted, since none could be told from a counted one")
        }
    }

    private static func setAside(_ patient: Patient) throws -> [Finding] {
        let known = Set(patient.health?.damaged ?? [])
        let directory = patient.directory
        return try setAside(in: directory.directories, patient.files).filter { !known.contains($0) }
            .map { finding(ofSetAside: $0, directory.name) }
            + setAside(in: [directory.importedRollupsDirectory, directory.withheldImportsDirectory], patient.files)
            .map {
                patient.finding(
                    .warning, .files, $0, "a damaged imported month that was set aside: what it held is on no board",
                    remedy: "import it again with: slurm-sb import; then remove it")
            }
    }

    /// What was set aside of the boards that the clusters share, and what processes that died left there.
    static func sharedFindings(_ root: DataRoot, files: any FileSystem) throws -> [Finding] {
        let directory = root.leaderboardsDirectory
        let temporaries = try files.names(in: directory).filter(TemporaryName.matches).map {
            Finding(
                .warning, .boards, path: FilePath.join(directory, $0), "a process that died left it",
                remedy: "nothing: the next poll removes it")
        }
        return try setAside(in: [directory], files).map { finding(ofSetAside: $0, nil) } + temporaries
    }

    private static func setAside(in directories: [String], _ files: any FileSystem) throws -> [String] {
        try directories.flatMap { directory in
            try files.names(in: directory).filter { $0.hasSuffix(".bad") }.map { FilePath.join(directory, $0) }
        }
    }

    private static func finding(ofSetAside path: String, _ cluster: ClusterName?) -> Finding {
        Finding(
            .warning, .files, cluster: cluster, path: path,
            "a damaged file that was set aside; what it held is there again",
            remedy: "look at why it was damaged, then remove it")
    }
}
