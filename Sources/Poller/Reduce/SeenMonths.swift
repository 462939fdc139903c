import BloomFilter
package import Scoreboard
package import Storage

/// The jobs of a cluster that were counted already, month by month, read when a month is first met.
package struct SeenMonths {
    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let falsePositiveRate: Double
    private var months: [Month: OpenMonth] = [:]
    private var archive: RollupArchive?
    /// The month of the last job: nearly always that of the next one. `months` holds it, so that nothing is retained here.
    private var current: (month: Month, jobs: Unmanaged<OpenMonth>)?

    /// A month that was read; a class, so that looking it up copies nothing.
    private final class OpenMonth {
        // Nothing that is called while it changes comes back here: there is nothing to check at run time, per job.
        @exclusivity(unchecked) var jobs: SeenJobs
        /// Its filter is not kept.
        let isArchived: Bool
        /// Which jobs were counted is not known any more: all count as seen.
        let isSealed: Bool

        init(_ jobs: SeenJobs, isArchived: Bool, isSealed: Bool = false) {
            self.jobs = jobs
            self.isArchived = isArchived
            self.isSealed = isSealed
        }

        func insert(_ identity: JobIdentity) throws -> Bool {
            try !isSealed && jobs.insert(identity)
        }
    }

    package init(directory: ClusterDirectory, files: any FileSystem, falsePositiveRate: Double) {
        self.directory = directory
        self.files = files
        self.falsePositiveRate = falsePositiveRate
    }

    /// A copy that what is inserted here does not reach. Cheap: sets are copied when they first change.
    func copied() -> SeenMonths {
        var copy = self
        copy.current = nil
        copy.months = months.mapValues { OpenMonth($0.jobs, isArchived: $0.isArchived, isSealed: $0.isSealed) }
        return copy
    }

    /// Whether the job that ended in `month` was not seen before; it is from now on.
    ///
    /// - Throws: When the month's files cannot be read, or are damaged.
    package mutating func insert(_ identity: JobIdentity, endingIn month: Month) throws -> Bool {
        if let current, current.month == month {
            do {
                return try current.jobs._withUnsafeGuaranteedRef { try $0.insert(identity) }
            } catch let error as SeenJobsError {
                throw damage(of: month, error)
            } catch let error as BinaryFileError {
                throw damage(of: month, error)
            }
        }
        let opened = try months[month] ?? open(month)
        months[month] = opened
        current = (month, Unmanaged.passUnretained(opened))
        return try naming(month) { try opened.insert(identity) }
    }

    /// How many jobs were seen of a month that was met; nil for others.
    package func count(of month: Month) -> Int? { months[month]?.jobs.count }

    /// How each month fared that was met.
    package var statistics: [Month: SeenJobsStatistics] { months.mapValues(\.jobs.statistics) }

    /// What is to be done for the filters of the months that have new jobs, apart from everything here. To be followed by
    /// ``filterChanges(_:)``.
    package mutating func takeFilterMakings() throws -> [Month: FilterMaking] {
        var makings: [Month: FilterMaking] = [:]
        for (month, opened) in months where opened.jobs.hasNewJobs && !opened.isArchived {
            makings[month] = try naming(month) { try opened.jobs.takeFilterMaking() }
        }
        return makings
    }

    /// The files of the exact sets of the months that have new jobs.
    package mutating func identityChanges() throws -> [FileChange] {
        try months.sorted { $0.key < $1.key }.compactMap { month, opened in
            guard opened.jobs.hasNewJobs else { return nil }
            return try naming(month) { try opened.jobs.encodedIdentities() }.map { .write(.seenIdentities(month), $0) }
        }
    }

    /// The files of the filters. An archived month has none.
    ///
    /// - Parameter filters: The makings, done, and what they made.
    package mutating func filterChanges(_ filters: [Month: (making: FilterMaking, file: [UInt8])]) -> [FileChange] {
        months.sorted { $0.key < $1.key }.compactMap { month, opened in
            guard opened.jobs.hasNewJobs else { return nil }
            guard let filter = filters[month] else { return .remove(.seenFilter(month)) }
            opened.jobs.putBack(filter.making)
            return .write(.seenFilter(month), filter.file)
        }
    }

    private mutating func open(_ month: Month) throws -> OpenMonth {
        let archive = try self.archive ?? RollupArchive(of: directory, files: files)
        self.archive = archive
        let isArchived = archive.contains(month)
        try MonthFiles(of: month, in: directory, files: files).check(isArchived: isArchived)
        let isSealed = try isArchived && files.status(directory.path(of: .seenIdentities(month))) == nil
        return isSealed
            ? OpenMonth(SeenJobs(falsePositiveRate: falsePositiveRate), isArchived: true, isSealed: true)
            : OpenMonth(try seenJobs(of: month), isArchived: isArchived)
    }

    private func seenJobs(of month: Month) throws -> SeenJobs {
        let filterPath = directory.path(of: .seenFilter(month))
        let identitiesPath = directory.path(of: .seenIdentities(month))
        let files = files
        let openIdentities: () throws -> IdentitySetCodec.Content = {
            try DamagedFile.decoding(files.read(identitiesPath), path: identitiesPath) {
                try IdentitySetCodec.open($0)
            }
        }
        guard let bytes = try files.readIfPresent(filterPath) else {
            // A filter can always be made anew from the exact set.
            guard try files.status(identitiesPath) != nil else { return SeenJobs(falsePositiveRate: falsePositiveRate) }
            let identities = try DamagedFile.decoding(files.read(identitiesPath), path: identitiesPath) {
                try IdentitySetCodec.decode($0)
            }
            return SeenJobs(identities: identities, falsePositiveRate: falsePositiveRate)
        }
        let filter = try DamagedFile.decoding(bytes, path: filterPath) { try BloomFilterCodec.decode($0) }
        return SeenJobs(filter: filter, falsePositiveRate: falsePositiveRate, openIdentities: openIdentities)
    }

    /// Names the file in what ``SeenJobs`` finds.
    private func naming<Value>(_ month: Month, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as SeenJobsError {
            throw damage(of: month, error)
        } catch let error as BinaryFileError {
            throw damage(of: month, error)
        }
    }

    private func damage(of month: Month, _ error: SeenJobsError) -> DamagedFile {
        DamagedFile(path: directory.path(of: .seenFilter(month)), .malformed("\(error)"))
    }

    /// In a block of the exact set, which is unpacked when a job of it comes.
    private func damage(of month: Month, _ error: BinaryFileError) -> DamagedFile {
        DamagedFile(path: directory.path(of: .seenIdentities(month)), .malformed("\(error)"))
    }
}
