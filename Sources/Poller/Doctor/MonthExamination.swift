import BloomFilter
package import Scoreboard
package import Storage

/// All files of a month, read and held against each other.
package struct MonthExamination {
    /// What makes the month right again.
    package enum Remedy: Sendable {
        case none
        /// These files follow from others that are whole.
        case remake([FileChange])
        /// What was counted is not known any more: the month must be read again.
        case readAgain
        /// A newer program wrote a file: only that one may touch it.
        case update
    }

    package let month: Month
    /// What is wrong, file by file.
    package private(set) var damages: [DamagedFile] = []
    package private(set) var remedy = Remedy.none
    /// The private files that whoever looks may not read: what they hold is not compared.
    package private(set) var closed: [String] = []
    /// The totals of the month by user, from the daily rollup, without those who are withheld; nil when they are not known.
    package private(set) var totals: [String: UserTotals]?
    /// How many jobs the filter holds, and for how many it is planned.
    package private(set) var filterLoad: (count: UInt64, planned: UInt64)?

    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let passingOverClosed: Bool

    /// Reads the month. Nothing is changed.
    ///
    /// - Parameter passingOverClosed: Whether private files that may not be read are none of whoever looks.
    /// - Throws: `FileSystemError` when a file cannot be read at all.
    package init(
        _ month: Month, in directory: ClusterDirectory, files: any FileSystem, passingOverClosed: Bool = false
    ) throws {
        self.passingOverClosed = passingOverClosed
        self.month = month
        self.directory = directory
        self.files = files
        try examine()
    }

    private mutating func examine() throws {
        let (daily, monthly) = (ClusterFile.dailyRollup(month), ClusterFile.monthlyRollup(month))
        let (filterFile, identitiesFile) = (ClusterFile.seenFilter(month), ClusterFile.seenIdentities(month))
        let segments = try directory.awaitingStepSegments(in: files)[month] ?? []
        guard try !MonthFiles(of: month, in: directory, files: files).paths.isEmpty else { return }
        let (name, month) = (directory.name, month)
        var isReadable = true

        let rollup = try load(daily) { try DailyRollupCodec.decode($0, path: $1, cluster: name, month: month) }
        totals = rollup?.rollup.totals()
        let identities = try load(identitiesFile) { try DamagedFile.decoding($0, path: $1, IdentitySetCodec.decode) }
        for segment in segments {
            let jobs = try load(.awaitingSteps(month, segment: segment)) {
                try DamagedFile.decoding($0, path: $1) { try AwaitingJobsCodec.decode($0) }
            }
            if jobs == nil, !closed.contains(directory.path(of: .awaitingSteps(month, segment: segment))) {
                isReadable = false
            }
        }
        let withheld = try loadWithheld()
        if let totals, let identities {
            let counted = totals.jobCount + (withheld?.totals().jobCount ?? 0)
            let seen = Int64(identities.count)
            // What is withheld is the difference, for all that somebody knows who may not read it.
            let isPartKnown = closed.contains(directory.path(of: .withheldRollup(month)))
            if isPartKnown ? counted > seen : counted != seen {
                isReadable = false
                note(daily, "it counts \(counted) jobs where \(seen) were seen")
            }
        } else {
            isReadable = false
        }

        var remade: [FileChange] = []
        let sums = try load(monthly) { try MonthlyRollupCodec.decode($0, path: $1, cluster: name, month: month) }
        if let rollup, let totals {
            if let sums, sums.users != totals { note(monthly, "it is not the sum of the daily rollup") }
            if sums?.users != totals {
                let bytes = MonthlyRollupCodec.encode(totals, cluster: name, month: month, asOf: rollup.asOf)
                remade.append(.write(monthly, bytes))
            }
        }
        let filter = try load(filterFile) { try DamagedFile.decoding($0, path: $1, BloomFilterCodec.decode) }
        filterLoad = filter.map { ($0.insertedCount, $0.parameters.plannedCount) }
        if let identities, !isSound(filter, identities) {
            let rate = filter?.falsePositiveRate ?? SeenJobs.defaultFalsePositiveRate
            var seen = SeenJobs(identities: identities, falsePositiveRate: rate)
            if let bytes = try seen.encodedFilter() { remade.append(.write(filterFile, bytes)) }
        }
        if damages.contains(where: \.isOfNewerProgram) {
            remedy = .update
        } else if !isReadable {
            remedy = .readAgain
        } else if !remade.isEmpty {
            remedy = .remake(remade)
        }
    }

    /// The rows that are withheld; nil when there are none, or they are not known.
    private mutating func loadWithheld() throws -> DailyRollup? {
        let (name, month, file) = (directory.name, month, ClusterFile.withheldRollup(month))
        guard try files.status(directory.path(of: file)) != nil else { return nil }
        return try load(file) { try DailyRollupCodec.decode($0, path: $1, cluster: name, month: month) }?.rollup
    }

    private mutating func isSound(_ filter: BloomFilter?, _ identities: IdentitySet) -> Bool {
        guard let filter else { return false }
        if filter.insertedCount != UInt64(identities.count) {
            note(
                .seenFilter(month),
                "it holds \(filter.insertedCount) jobs and the exact set beside it \(identities.count)")
            return false
        }
        let missing = identities.countMissing(from: filter)
        if missing > 0 { note(.seenFilter(month), "\(missing) jobs of the exact set are not in it") }
        return missing == 0
    }

    private mutating func note(_ file: ClusterFile, _ problem: String) {
        damages.append(DamagedFile(path: directory.path(of: file), .malformed(problem)))
    }

    /// The content of a file; nil when it is missing or damaged, which is noted.
    private mutating func load<Content>(
        _ file: ClusterFile, _ decode: ([UInt8], String) throws -> Content
    ) throws -> Content? {
        let path = directory.path(of: file)
        do {
            guard let bytes = try files.readIfPresent(path) else {
                note(file, "it is missing")
                return nil
            }
            return try decode(bytes, path)
        } catch {
            if passingOverClosed, file.isPrivate, (error as? FileSystemError)?.isForbidden ?? false {
                closed.append(path)
                return nil
            }
            guard let damage = DamagedFile(error) else { throw error }
            damages.append(damage)
            return nil
        }
    }
}
