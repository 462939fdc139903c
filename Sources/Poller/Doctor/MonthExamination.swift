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
        /// The month is archived: its totals do not depend on these files, which are to be moved aside.
        case moveAside([String])
    }

    package let month: Month
    /// What is wrong, file by file.
    package private(set) var damages: [DamagedFile] = []
    package private(set) var remedy = Remedy.none
    /// The private files that whoever looks may not read: what they hold is not compared.
    package private(set) var closed: [String] = []
    /// The totals of the month by user, from the daily rollup, without those who are withheld; nil when they are not known.
    package private(set) var totals: [String: UserTotals]?
    /// The totals of those who are withheld, by user.
    package private(set) var withheldTotals: [String: UserTotals] = [:]
    /// When the accounting was last read for the daily rollup; nil when that is not known.
    package private(set) var asOf: Timestamp?
    /// Whether the month is archived and its seen jobs are lost: no job of it is counted any more.
    package private(set) var isSealed = false
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
        _ month: Month, in directory: ClusterDirectory, files: any FileSystem, archive: RollupArchive,
        passingOverClosed: Bool = false
    ) throws {
        self.passingOverClosed = passingOverClosed
        self.month = month
        self.directory = directory
        self.files = files
        if let counted = archive.jobCount(of: month) { try examineArchived(counted: counted) } else { try examine() }
    }

    /// Of an archived month, whose totals are in the archive.
    private mutating func examineArchived(counted: Int64) throws {
        totals = [:]
        let month = month
        let (filterFile, identitiesFile) = (ClusterFile.seenFilter(month), ClusterFile.seenIdentities(month))
        for file in RollupFile.forms(of: month) + [.withheldRollup(month), .monthlyRollup(month)]
        where try files.status(directory.path(of: file)) != nil { note(file, MonthFiles.archivedTwice) }
        for segment in try directory.awaitingStepSegments(in: files)[month] ?? [] {
            _ = try load(.awaitingSteps(month, segment: segment)) {
                try StepStore.decode($0, path: $1, month: month)
            }
        }
        var obsolete = damages.map(\.path)
        var identities: IdentitySet?
        if try files.status(directory.path(of: identitiesFile)) != nil {
            identities = try load(identitiesFile) { try DamagedFile.decoding($0, path: $1, IdentitySetCodec.decode) }
            if let found = identities?.count, Int64(found) != counted {
                note(identitiesFile, "it has \(found) jobs where the archive counts \(counted)")
                identities = nil
            }
            if identities == nil { obsolete.append(directory.path(of: identitiesFile)) }
        }
        var remade: [FileChange] = []
        if let found = identities {
            let filter = try examineFilter(found, isKept: false)
            remade = filter.remade
            if filter.isAnothers {
                identities = nil
                obsolete += [identitiesFile, filterFile].map { directory.path(of: $0) }
            }
        } else if try files.status(directory.path(of: filterFile)) != nil {
            note(filterFile, "the exact set that belongs to it is lost")
            obsolete.append(directory.path(of: filterFile))
        }
        isSealed = identities == nil
        if !obsolete.isEmpty {
            remedy = .moveAside(obsolete)
        } else if !remade.isEmpty {
            remedy = .remake(remade)
        }
    }

    private mutating func examine() throws {
        let monthly = ClusterFile.monthlyRollup(month)
        let identitiesFile = ClusterFile.seenIdentities(month)
        let segments = try directory.awaitingStepSegments(in: files)[month] ?? []
        guard try !MonthFiles(of: month, in: directory, files: files).paths.isEmpty else { return }
        let (name, month) = (directory.name, month)
        var isReadable = true

        let dailyFile = RollupFile(month, in: directory, files: files)
        let daily = try dailyFile.name
        let rollup = try loading(daily) { _ in try dailyFile.decoded() }
        totals = rollup?.rollup.totals()
        asOf = rollup?.asOf
        let identities = try load(identitiesFile) { try DamagedFile.decoding($0, path: $1, IdentitySetCodec.decode) }
        for segment in segments {
            let jobs = try load(.awaitingSteps(month, segment: segment)) {
                try StepStore.decode($0, path: $1, month: month)
            }
            if jobs == nil, !closed.contains(directory.path(of: .awaitingSteps(month, segment: segment))) {
                isReadable = false
            }
        }
        withheldTotals = try loadWithheld()?.totals() ?? [:]
        if let totals, let identities {
            let counted = totals.jobCount + withheldTotals.jobCount
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
        let filter = try examineFilter(identities, isKept: daily != .packedDailyRollup(month))
        remade += filter.remade
        // As many, but others: nothing tells which of the two is not the month's.
        if filter.isAnothers { isReadable = false }
        if !isReadable {
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

    /// - Parameters:
    ///   - identities: The exact set beside the filter; nil when it is not known.
    ///   - isKept: Whether there must be a filter: a month at rest needs none.
    /// - Returns: What makes the filter anew, when it is not as large as the exact set; and whether it is as large and holds
    ///   other jobs.
    private mutating func examineFilter(
        _ identities: IdentitySet?, isKept: Bool
    ) throws -> (remade: [FileChange], isAnothers: Bool) {
        let file = ClusterFile.seenFilter(month)
        if try !isKept && files.status(directory.path(of: file)) == nil { return ([], false) }
        let filter = try load(file) { try DamagedFile.decoding($0, path: $1, BloomFilterCodec.decode) }
        filterLoad = filter.map { ($0.insertedCount, $0.parameters.plannedCount) }
        guard let identities else { return ([], false) }
        if let filter, filter.insertedCount == UInt64(identities.count) {
            return ([], countMissing(identities, from: filter) > 0)
        }
        if let filter {
            note(file, "it holds \(filter.insertedCount) jobs and the exact set beside it \(identities.count)")
        }
        let rate = filter?.falsePositiveRate ?? SeenJobs.defaultFalsePositiveRate
        var seen = SeenJobs(identities: identities, falsePositiveRate: rate)
        return (try seen.encodedFilter().map { [.write(file, $0)] } ?? [], false)
    }

    /// How many jobs of the set a filter of as many jobs lacks. What is wrong is noted.
    private mutating func countMissing(_ identities: IdentitySet, from filter: BloomFilter) -> Int {
        let missing = identities.countMissing(from: filter)
        if missing > 0 { note(.seenFilter(month), "\(missing) jobs of the exact set are not in it") }
        return missing
    }

    private mutating func note(_ file: ClusterFile, _ problem: String) {
        damages.append(DamagedFile(path: directory.path(of: file), .malformed(problem)))
    }

    /// The content of a file; nil when it is missing or damaged, which is noted.
    private mutating func load<Content>(
        _ file: ClusterFile, _ decode: ([UInt8], String) throws -> Content
    ) throws -> Content? {
        let files = files
        return try loading(file) { path in try files.readIfPresent(path).map { try decode($0, path) } }
    }

    /// The same of a file that is read in another way.
    private mutating func loading<Content>(
        _ file: ClusterFile, _ read: (String) throws -> Content?
    ) throws -> Content? {
        let path = directory.path(of: file)
        do {
            guard let content = try read(path) else {
                note(file, "it is missing")
                return nil
            }
            return content
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
