import Scoreboard
import Storage

/// What is derived, against the rollups: user files, boards and sidecars.
enum DerivedCheck {
    static func findings(_ patient: Patient) throws -> [Finding] {
        // They follow from the rollups: while those change, are damaged, or wait to be published, there is nothing to
        // compare with.
        guard patient.isQuiet, let totals = patient.allTimeTotals,
            try patient.files.status(patient.directory.path(of: .unpublished)) == nil
        else { return [] }
        return try users(patient, totals) + boards(patient)
    }

    private static func users(_ patient: Patient, _ totals: [String: UserTotals]) throws -> [Finding] {
        var found: [Finding] = []
        // As many as the boards ask for; without boards, which is told of them, it is not known who should have a file.
        let minimum = try? standings(patient)?.minimumJobs
        let policy = VisibilityPolicy(minimumJobs: minimum ?? 1)
        var wanted: Set<String> = []
        for (user, sum) in totals.sorted(by: { $0.key < $1.key })
        where policy.shows(user, jobs: Double(sum.jobs)) {
            let path = patient.directory.path(of: .user(user))
            wanted.insert(FilePath.name(of: path))
            do {
                guard let bytes = try patient.files.readIfPresent(path) else {
                    if minimum != nil { found.append(wrong(patient, .users, path, "it is missing")) }
                    continue
                }
                let file = try UserFileCodec.decode(bytes, path: path)
                if file.username != user || file.clusters[patient.directory.name]?.totals != sum {
                    found.append(wrong(patient, .users, path, "it is not the sum of the monthly rollups"))
                }
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                found.append(patient.finding(damage, .users))
            }
        }
        for name in try patient.files.names(in: patient.directory.usersDirectory)
        where name.hasSuffix(".json") && !wanted.contains(name) {
            found.append(
                wrong(
                    patient, .users, FilePath.join(patient.directory.usersDirectory, name),
                    "its user has no jobs in the rollups, or too few to be shown"))
        }
        return found
    }

    private static func boards(_ patient: Patient) throws -> [Finding] {
        let path = patient.directory.path(of: .standings)
        guard try !patient.months.isEmpty || patient.files.status(path) != nil else { return [] }
        let publisher = BoardPublisher(root: patient.root, files: patient.files, clock: SystemClock(fixed: patient.now))
        do {
            guard try patient.files.status(path) != nil else {
                return [wrong(patient, .boards, path, "it is missing")]
            }
            guard let standings = try standings(patient) else {
                return [wrong(patient, .boards, path, "it holds no cluster")]
            }
            let builder = try publisher.build(patient.directory, today: standings.today)
            let expected = builder.standings(
                cluster: patient.directory.name.text, asOf: standings.asOf, minimumJobs: standings.minimumJobs,
                where: VisibilityPolicy(usernames: patient.rules.usernames).isPerson)
            return try compare(
                BoardPublisher.clusterFiles(of: expected, in: patient.directory, patient.rules), patient.files,
                "it does not follow from the rollups"
            ).map { $0.finding(of: patient.directory.name) }
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            return [patient.finding(damage, .boards)]
        }
    }

    /// The cluster's own; nil when they are missing, or of no cluster.
    private static func standings(_ patient: Patient) throws -> ClusterStandings? {
        let path = patient.directory.path(of: .standings)
        return try patient.files.readIfPresent(path).flatMap { try StandingsSidecar.decode($0, path: path).first }
    }

    /// The merged boards, against the standings of the clusters.
    static func mergedFindings(
        _ root: DataRoot, clusters: [ClusterDirectory], files: any FileSystem, now: Timestamp, rules: PublicationRules
    ) throws -> [Finding] {
        guard try files.status(root.standings) != nil || !clusters.isEmpty else { return [] }
        do {
            guard let bytes = try files.readIfPresent(root.standings) else {
                return [
                    Finding(
                        .damage, .boards, path: root.standings, "it is missing: the interface has nothing to show",
                        remedy: Patient.repairRemedy)
                ]
            }
            let standings = try StandingsSidecar.decode(bytes, path: root.standings)
            var found = try compare(
                BoardPublisher.mergedFiles(of: standings, in: root, orAsOf: now, rules), files,
                "it does not follow from the standings beside it"
            ).map { $0.finding(of: nil) }
            // Who opted out stands in a cluster's own standings until that cluster is polled. Nil: not for us to know.
            let optedOut = try? OptOuts(of: root, rules: rules, files: files).policy.optedOut
            for cluster in clusters where !rules.excluded.contains(cluster.name) {
                let path = cluster.path(of: .standings)
                guard let bytes = try? files.read(path), let own = try? StandingsSidecar.decode(bytes, path: path).first
                else { continue }
                let merged = standings.first { $0.cluster == cluster.name.text }
                if merged.map({ differ($0, own, optedOut: optedOut) }) ?? true {
                    found.append(
                        Finding(
                            .damage, .boards, cluster: cluster.name, path: root.standings,
                            merged == nil ? "it lacks the cluster" : "it has other standings of the cluster",
                            remedy: Patient.repairRemedy))
                }
            }
            return found
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            return [
                Finding(
                    .damage, .boards, path: damage.path, damage.problem, remedy: damage.remedy)
            ]
        }
    }

    /// Whether the merged standings show somebody otherwise than the cluster's own, or lack somebody who is to be shown.
    private static func differ(_ merged: ClusterStandings, _ own: ClusterStandings, optedOut: Set<String>?) -> Bool {
        // Of another day they differ rightly: windows end on their own day.
        guard merged.asOf == own.asOf, merged.today == own.today else { return false }
        let wanted = Dictionary(uniqueKeysWithValues: own.users.map { ($0.user, $0) })
        guard merged.users.allSatisfy({ wanted[$0.user] == $0 }) else { return true }
        guard let optedOut else { return false }
        let policy = VisibilityPolicy(optedOut: optedOut, minimumJobs: own.minimumJobs)
        let present = Set(merged.users.map(\.user))
        return policy.visible(own.users).contains { !present.contains($0.user) }
    }

    /// The files that do not hold what they should.
    private static func compare(
        _ expected: [(path: String, bytes: [UInt8])], _ files: any FileSystem, _ words: String
    ) throws -> [Difference] {
        try expected.compactMap { path, bytes in
            do {
                guard let found = try files.readIfPresent(path) else {
                    return Difference(path: path, words: "it is missing")
                }
                if found == bytes { return nil }
                try DerivedFile.check(found, path: path)
                return Difference(path: path, words: words)
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                return Difference(path: damage.path, words: damage.problem, remedy: damage.remedy)
            }
        }
    }

    private struct Difference {
        var path: String
        var words: String
        var remedy = Patient.repairRemedy

        func finding(of cluster: ClusterName?) -> Finding {
            Finding(
                .damage, .boards, cluster: cluster, path: path, words, remedy: remedy)
        }
    }

    private static func wrong(
        _ patient: Patient, _ subject: Finding.Subject, _ path: String, _ words: String
    ) -> Finding {
        patient.finding(.damage, subject, path, words, remedy: Patient.repairRemedy)
    }
}
