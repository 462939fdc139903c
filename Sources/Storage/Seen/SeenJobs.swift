package import BloomFilter
package import Scoreboard

/// The jobs of one cluster and month that were counted already: a Bloom filter, and beside it the exact set that settles
/// whatever the filter takes for seen. So a false positive costs time and never a job.
///
/// - While the exact set is not loaded, the filter decides: a job that it does not know is certainly new. The first job that
///   it takes for seen loads the exact set.
/// - From then on the exact set decides alone: it is several times quicker than the hash. The new jobs are put into the
///   filter when that is next needed, four at a time.
/// - The filter is planned for the next power of two at or above the number of jobs, at least 1,024, so that its rate holds
///   at any size. When it is outgrown it is made anew from the exact set: there is one layer, as good as on its first day.
///
/// So both files follow from the set of jobs (and the rate) alone. Whatever the order of the jobs, the slices in which they
/// came and the number of pollers, the bytes are equal.
package struct SeenJobs {
    package static let defaultFalsePositiveRate = 1e-4
    package static let minimumPlannedCount: UInt64 = 1_024

    private let falsePositiveRate: Double
    private let openIdentities: () throws -> IdentitySetCodec.Content
    private var filter: BloomFilter
    /// The exact set, or what was new since the opening, or nothing while ``blocks`` is the set.
    private var identities = IdentitySet()
    /// The exact set as its file has it, as long as few jobs are asked about.
    private var blocks: IdentityBlocks?
    /// False: `identities` holds only what was new since the opening.
    private var isLoaded: Bool
    /// New jobs that are not yet in the filter.
    private var unfiltered: [UInt64] = []
    /// The filter must be made anew, so that nothing is collected in `unfiltered`.
    private var isFilterOutgrown = false
    private var counts = SeenJobsStatistics()

    /// A month of which nothing was seen. It has no files.
    package init(falsePositiveRate: Double = defaultFalsePositiveRate) {
        self.init(identities: IdentitySet(), falsePositiveRate: falsePositiveRate)
    }

    /// A month from its exact set alone: when there is no filter, or a damaged one, it is made anew.
    package init(identities: IdentitySet, falsePositiveRate: Double = defaultFalsePositiveRate) {
        let rate = BloomFilterParameters.allowed(rate: falsePositiveRate)
        self.falsePositiveRate = rate
        openIdentities = { .whole(identities) }
        filter = BloomFilter(parameters: Self.parameters(forCount: 0, falsePositiveRate: rate))
        self.identities = identities
        isLoaded = true
        isFilterOutgrown = !identities.isEmpty
    }

    /// A month as its files have it.
    ///
    /// - Parameters:
    ///   - falsePositiveRate: the rate to have from now on; when it is not the filter's, the filter is made anew.
    ///   - openIdentities: reads the exact set; called at most once successfully.
    package init(
        filter: BloomFilter,
        falsePositiveRate: Double = defaultFalsePositiveRate,
        openIdentities: @escaping () throws -> IdentitySetCodec.Content
    ) {
        self.falsePositiveRate = BloomFilterParameters.allowed(rate: falsePositiveRate)
        self.openIdentities = openIdentities
        self.filter = filter
        isLoaded = false
    }

    /// How many jobs were seen in all.
    package var count: Int { isLoaded ? blocks?.count ?? identities.count : Int(clamping: filter.insertedCount) }

    /// Whether the files must be written again.
    package var hasNewJobs: Bool { counts.newCount > 0 }

    package var statistics: SeenJobsStatistics {
        var statistics = counts
        statistics.count = count
        return statistics
    }

    /// True: the job was not seen before, and is now.
    ///
    /// - Throws: what loading the exact set throws, and ``SeenJobsError``; `BinaryFileError` when a part of its file is not
    ///   what was written. The job is then not marked as seen.
    package mutating func insert(_ identity: JobIdentity) throws -> Bool {
        guard !isLoaded else { return try insertExactly(identity) }
        let key = FilterKey(jobID: identity.jobID, submitTime: identity.submitTime)
        if filter.contains(key) {
            try load()
            let isNew = try insertExactly(identity)
            if isNew { counts.falsePositiveCount += 1 }
            return isNew
        }
        filter.insert(key)
        identities.insert(identity)
        counts.newCount += 1
        counts.settledByFilterCount += 1
        return true
    }

    private mutating func insertExactly(_ identity: JobIdentity) throws -> Bool {
        let isNew = blocks == nil ? identities.insert(identity) : try insertIntoBlocks(identity.packed)
        counts.settledByExactSetCount += 1
        guard isNew else {
            counts.seenCount += 1
            return false
        }
        counts.newCount += 1
        if !isFilterOutgrown { collect(identity.packed) }
        return true
    }

    private mutating func insertIntoBlocks(_ packed: UInt64) throws -> Bool {
        if blocks?.isMostlyOpen ?? false { try unpack() }
        return try blocks?.insert(packed: packed) ?? identities.insert(packed: packed)
    }

    /// Takes the exact set out of the form of its file.
    private mutating func unpack() throws {
        guard let packed = blocks else { return }
        identities = try packed.unpacked()
        blocks = nil
    }

    private mutating func collect(_ packed: UInt64) {
        if UInt64(count) > filter.parameters.plannedCount {
            isFilterOutgrown = true
            unfiltered = []
        } else {
            unfiltered.append(packed)
        }
    }

    /// Takes the exact set in, and what was new before it was there.
    private mutating func load() throws {
        guard !isLoaded else { return }
        let loaded = try openIdentities()
        let fromFile = filter.insertedCount - UInt64(identities.count)
        let (count, sample) =
            switch loaded {
            case .whole(let set): (set.count, SeenJobs.sample(of: set))
            case .blocks(let blocks): (blocks.count, blocks.sample)
            }
        guard UInt64(count) == fromFile else {
            throw SeenJobsError.differentCounts(inFilter: fromFile, inExactSet: UInt64(count))
        }
        try check(sample)
        switch loaded {
        case .whole(var set):
            for packed in identities.packedIdentities where !set.insert(packed: packed) { throw lacking(packed) }
            identities = set
        case .blocks(var set):
            for packed in identities.packedIdentities where try !set.insert(packed: packed) { throw lacking(packed) }
            identities = IdentitySet()
            blocks = set
        }
        isLoaded = true
    }

    /// A few jobs of a set, spread over all.
    private static func sample(of set: IdentitySet) -> [UInt64] {
        let packed = set.packedIdentities
        return stride(from: 0, to: packed.count, by: max(1, packed.count / 32)).map { packed[$0] }
    }

    /// The set of another month may have as many jobs. Its jobs are not in this filter: a few of them tell.
    private func check(_ sample: [UInt64]) throws {
        for packed in sample {
            let identity = JobIdentity(packed: packed)
            guard filter.contains(FilterKey(jobID: identity.jobID, submitTime: identity.submitTime)) else {
                throw lacking(packed)
            }
        }
    }

    private func lacking(_ packed: UInt64) -> SeenJobsError {
        let identity = JobIdentity(packed: packed)
        return .filterLacksJob(jobID: identity.jobID, submitTime: identity.submitTime)
    }
}

extension SeenJobs {
    /// The filter's file, by `BloomFilterCodec`; nil for a month without jobs, which has no file.
    ///
    /// - Throws: what loading the exact set throws, and ``SeenJobsError``.
    package mutating func encodedFilter() throws -> [UInt8]? {
        guard var making = try takeFilterMaking() else { return nil }
        let file = making.file()
        putBack(making)
        return file
    }

    /// What is to be done for the filter's file, apart from everything here; nil for a month without jobs. Until it is put
    /// back, done, there is no filter here.
    ///
    /// - Throws: as ``encodedFilter()``.
    package mutating func takeFilterMaking() throws -> FilterMaking? {
        try load()
        guard count > 0 else { return nil }
        let wanted = Self.parameters(forCount: UInt64(count), falsePositiveRate: falsePositiveRate)
        // The plan is compared and not the bits: another machine's logarithm may round otherwise, and its filter is as good.
        let isAsPlanned =
            filter.parameters.plannedCount == wanted.plannedCount
            && filter.falsePositiveRate == wanted.falsePositiveRate
        defer {
            unfiltered = []
            isFilterOutgrown = false
        }
        guard isFilterOutgrown || !isAsPlanned else {
            // Not held twice, so that the other one can change without being copied.
            let present = filter
            filter = SeenJobs.noFilter
            return FilterMaking(present, .adding(unfiltered))
        }
        try unpack()
        filter = SeenJobs.noFilter
        counts.rebuildCount += 1
        return FilterMaking(BloomFilter(parameters: wanted), .filling(identities))
    }

    /// The filter of a making that is done.
    package mutating func putBack(_ making: FilterMaking) { filter = making.filter }

    private static let noFilter = BloomFilter(parameters: parameters(forCount: 0, falsePositiveRate: 0.5))

    /// The exact set's file, by ``IdentitySetCodec``; nil for a month without jobs, which has no file.
    ///
    /// - Throws: what loading the exact set throws, and ``SeenJobsError``.
    package mutating func encodedIdentities() throws -> [UInt8]? {
        try load()
        return count == 0 ? nil : blocks?.encoded() ?? IdentitySetCodec.encode(identities)
    }

    /// The shape for so many jobs: by steps of powers of two, so that it does not tell how the number came about.
    package static func parameters(forCount count: UInt64, falsePositiveRate: Double) -> BloomFilterParameters {
        var planned = minimumPlannedCount
        while planned < count, planned < BloomFilterParameters.maximumPlannedCount { planned *= 2 }
        return BloomFilterParameters(plannedCount: planned, falsePositiveRate: falsePositiveRate)
    }
}
