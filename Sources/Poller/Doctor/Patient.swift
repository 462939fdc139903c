import Scoreboard
import Storage

/// A cluster as the checks see it.
struct Patient {
    let root: DataRoot
    let directory: ClusterDirectory
    let files: any FileSystem
    let now: Timestamp
    let rules: PublicationRules
    let surroundings: Surroundings
    /// Who polls it at this moment: then files that belong together may be seen in the middle of a change.
    let holder: LockHolder?
    /// Its months, read once; without those that a damaged archive may have held.
    let months: [MonthExamination]
    let archive: RollupArchive?
    let archiveDamage: DamagedFile?
    /// The months that were taken over from another program and count, as far as they can be read; and the others.
    let imported: [Month: ImportedMonth]
    let importedDamages: [DamagedFile]
    /// Nil when it is missing or damaged, which the check of the files tells.
    let cursor: PollCursor?
    let health: HealthRecord?

    init(
        _ directory: ClusterDirectory, in root: DataRoot, files: any FileSystem, now: Timestamp,
        rules: PublicationRules, surroundings: Surroundings
    ) throws {
        self.root = root
        self.directory = directory
        self.files = files
        self.now = now
        self.rules = rules
        self.surroundings = surroundings
        holder = surroundings.lockHolder(directory)
        var (archive, damage): (RollupArchive?, DamagedFile?)
        do {
            archive = try RollupArchive(of: directory, files: files, passingOverClosed: true)
        } catch {
            guard let found = DamagedFile(error) else { throw error }
            damage = found
        }
        (self.archive, archiveDamage) = (archive, damage)
        let present = archive ?? RollupArchive(emptyOf: directory)
        let unknown = archive == nil ? try RollupArchive.suspectedMonths(in: directory, files: files) : []
        // An archived month of which no file is left has lost its seen jobs.
        let known = try Set(directory.knownMonths(in: files)).union(present.months).subtracting(unknown)
        months = try known.sorted().map {
            try MonthExamination($0, in: directory, files: files, archive: present, passingOverClosed: true)
        }
        var imported: [Month: ImportedMonth] = [:]
        var importedDamages: [DamagedFile] = []
        for month in try directory.importedMonths(in: files) where !present.contains(month) {
            do {
                imported[month] = try ImportedRollups.shown(of: month, in: directory, files: files)
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                importedDamages.append(damage)
            }
        }
        (self.imported, self.importedDamages) = (imported, importedDamages)
        let (cursorPath, healthPath) = (directory.path(of: .pollCursor), directory.path(of: .health))
        cursor = (try? files.read(cursorPath)).flatMap { try? PollCursor(decoding: $0, path: cursorPath) }
        health = (try? files.read(healthPath)).flatMap { try? HealthRecord(decoding: $0, path: healthPath) }
    }

    /// Whether files that follow from each other can be compared now.
    var isQuiet: Bool { holder == nil }

    /// The totals of all time by user, without those who are withheld; nil when a month or the archive is not known.
    var allTimeTotals: [String: UserTotals]? {
        guard var sums = archive?.shown.users, importedDamages.isEmpty else { return nil }
        for (user, part) in imported.values.flatMap(\.users) { sums[user, default: UserTotals()] += part }
        for month in months where imported[month.month] == nil {
            guard let totals = month.totals else { return nil }
            for (user, part) in totals { sums[user, default: UserTotals()] += part }
        }
        return sums
    }

    func finding(
        _ severity: Finding.Severity, _ subject: Finding.Subject, _ path: String? = nil, _ message: String,
        remedy: String? = nil
    ) -> Finding {
        Finding(severity, subject, cluster: directory.name, path: path, message, remedy: remedy)
    }

    /// What a damaged file is, and what to do about it.
    func finding(_ damage: DamagedFile, _ subject: Finding.Subject) -> Finding {
        finding(.damage, subject, damage.path, damage.problem, remedy: damage.remedy)
    }

    /// A shell command on everything in the cluster's directory.
    func command(_ program: String, _ arguments: String) -> String {
        "\(program) '\(directory.path.replacing("'", with: "'\\''"))' \(arguments)"
    }

    /// What mends nearly everything.
    static let repairRemedy = "run: slurm-sb doctor --repair"
}

extension DamagedFile {
    /// What the doctor advises.
    var remedy: String {
        guard case .newerVersion = reason else { return Patient.repairRemedy }
        return Patient.repairRemedy + ", which moves it aside and makes again what it held; and update slurm-sb-tui"
    }
}
