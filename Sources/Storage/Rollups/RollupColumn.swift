import Scoreboard

/// What a rollup keeps of a user, one column each, in the order of the files. To add one: a case here and its lines in
/// the four tables below, and one in ``PlainLineReader``. A file without it reads as zero.
enum RollupColumn: CaseIterable {
    case jobs
    case gpuJobs
    case failedJobs
    case elapsedHours
    case clockHours
    case gpuElapsedHours
    case gpuClockHours
    case requestedMegabytes
    case averageMegabytes
    case maximumMegabytes
    case waitHours
    case energyJoules
    case measuredJobs
    case measuredClockHours
    case measuredRequestedMegabytes
    /// In milliseconds, not in hours: a millisecond is not a short decimal of an hour.
    case usedCPUMilliseconds
    case largestJobCPUs
    case longestJobHours
    /// A UTC time; null without jobs.
    case latestEnd
    case states
    case gpuTypes

    /// As it stands in files.
    var key: StaticString {
        switch self {
        case .jobs: "jobs"
        case .gpuJobs: "gpu_jobs"
        case .failedJobs: "failed_jobs"
        case .elapsedHours: "elapsed_hours"
        case .clockHours: "clock_hours"
        case .gpuElapsedHours: "gpu_elapsed_hours"
        case .gpuClockHours: "gpu_clock_hours"
        case .requestedMegabytes: "sum_req_mem_mb"
        case .averageMegabytes: "sum_avg_mem_mb"
        case .maximumMegabytes: "sum_max_mem_mb"
        case .waitHours: "wait_hours"
        case .energyJoules: "energy_joules"
        case .measuredJobs: "measured_jobs"
        case .measuredClockHours: "measured_clock_hours"
        case .measuredRequestedMegabytes: "measured_req_mem_mb"
        case .usedCPUMilliseconds: "used_cpu_ms"
        case .largestJobCPUs: "largest_job_cpus"
        case .longestJobHours: "longest_job_hours"
        case .latestEnd: "last_end"
        case .states: "states"
        case .gpuTypes: "gpu_types"
        }
    }

    /// ``key`` as a string.
    var name: String { "\(key)" }

    /// Counts, which user files keep apart from the other columns.
    var isCount: Bool {
        switch self {
        case .jobs, .gpuJobs, .failedJobs: true
        default: false
        }
    }

    func write(_ totals: UserTotals, to writer: inout JSONWriter) {
        switch self {
        case .jobs: writer.integer(totals.jobs)
        case .gpuJobs: writer.integer(totals.gpuJobs)
        case .failedJobs: writer.integer(totals.failedJobs)
        case .elapsedHours: writer.exactHours(seconds: Int128(totals.elapsedSeconds))
        case .clockHours: writer.exactHours(seconds: totals.coreSeconds)
        case .gpuElapsedHours: writer.exactHours(seconds: Int128(totals.gpuElapsedSeconds))
        case .gpuClockHours: writer.exactHours(seconds: totals.gpuSeconds)
        case .requestedMegabytes: writer.exactMegabytes(bytes: totals.requestedMemoryBytes)
        case .averageMegabytes: writer.exactMegabytes(bytes: totals.averageRSSBytes)
        case .maximumMegabytes: writer.exactMegabytes(bytes: totals.maxRSSBytes)
        case .waitHours: writer.exactHours(seconds: Int128(totals.waitSeconds))
        case .energyJoules: writer.integer(totals.energyJoules)
        case .measuredJobs: writer.integer(totals.measuredJobs)
        case .measuredClockHours: writer.exactHours(seconds: totals.measuredCoreSeconds)
        case .measuredRequestedMegabytes: writer.exactMegabytes(bytes: totals.measuredRequestedBytes)
        case .usedCPUMilliseconds: writer.integer(totals.usedCPUMilliseconds)
        case .largestJobCPUs: writer.integer(totals.largestJobCPUs)
        case .longestJobHours: writer.exactHours(seconds: Int128(totals.longestJobSeconds))
        case .latestEnd: RollupColumn.write(totals.latestEnd, to: &writer)
        case .states: RollupColumn.write(totals.states, to: &writer)
        case .gpuTypes: RollupColumn.write(totals.gpuTypes, to: &writer)
        }
    }

    func read(_ reader: inout JSONReader, into totals: inout UserTotals) throws(JSONError) {
        switch self {
        case .jobs: totals.jobs = try reader.count(name)
        case .gpuJobs: totals.gpuJobs = try reader.count(name)
        case .failedJobs: totals.failedJobs = try reader.count(name)
        case .elapsedHours: totals.elapsedSeconds = try reader.seconds()
        case .clockHours: totals.coreSeconds = try reader.seconds()
        case .gpuElapsedHours: totals.gpuElapsedSeconds = try reader.seconds()
        case .gpuClockHours: totals.gpuSeconds = try reader.seconds()
        case .requestedMegabytes: totals.requestedMemoryBytes = try reader.bytesFromMegabytes()
        case .averageMegabytes: totals.averageRSSBytes = try reader.bytesFromMegabytes()
        case .maximumMegabytes: totals.maxRSSBytes = try reader.bytesFromMegabytes()
        case .waitHours: totals.waitSeconds = try reader.seconds()
        case .energyJoules: totals.energyJoules = try reader.count(name)
        case .measuredJobs: totals.measuredJobs = try reader.count(name)
        case .measuredClockHours: totals.measuredCoreSeconds = try reader.seconds()
        case .measuredRequestedMegabytes: totals.measuredRequestedBytes = try reader.bytesFromMegabytes()
        case .usedCPUMilliseconds: totals.usedCPUMilliseconds = try reader.count(name)
        case .largestJobCPUs: totals.largestJobCPUs = try reader.count(name)
        case .longestJobHours: totals.longestJobSeconds = try reader.seconds()
        case .latestEnd: totals.latestEnd = try reader.null() ? nil : reader.timestamp(name)
        case .states: totals.states = try RollupColumn.states(&reader)
        case .gpuTypes: totals.gpuTypes = try RollupColumn.gpuTypes(&reader)
        }
    }

    private static func write(_ time: Timestamp?, to writer: inout JSONWriter) {
        guard let time else { return writer.null() }
        writer.time(time)
    }

    private static func write(_ states: StateCounts, to writer: inout JSONWriter) {
        writer.beginObject()
        for state in JobState.allCases where states[state] > 0 {
            writer.key(state.word)
            writer.integer(states[state])
        }
        writer.endObject()
    }

    private static func write(_ types: [UserTotals.GPUTypeSeconds], to writer: inout JSONWriter) {
        writer.beginObject()
        for typed in types {
            writer.key(typed.type)
            writer.exactHours(seconds: typed.seconds)
        }
        writer.endObject()
    }

    private static func states(_ reader: inout JSONReader) throws(JSONError) -> StateCounts {
        var states = StateCounts()
        try reader.object { (reader, name) throws(JSONError) in
            let start = reader.offset
            guard let state = JobState(name: name) else {
                throw JSONError(.wrong("\(name.prefix(40).debugDescription) is no job state"), at: start)
            }
            guard states[state] == 0 else { throw JSONError(.duplicate(name), at: start) }
            let count: UInt32 = try reader.count("a count of jobs by state")
            states[state] = Int64(count)
        }
        return states
    }

    private static func gpuTypes(_ reader: inout JSONReader) throws(JSONError) -> [UserTotals.GPUTypeSeconds] {
        var types: [UserTotals.GPUTypeSeconds] = []
        try reader.object { (reader, type) throws(JSONError) in
            let start = reader.offset
            if types.contains(where: { $0.type == type }) { throw JSONError(.duplicate("a GPU type"), at: start) }
            types.append(UserTotals.GPUTypeSeconds(type: type, seconds: try reader.seconds()))
        }
        return types.sorted { $0.type < $1.type }
    }
}

extension RollupColumn {
    private static let columnsByKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    /// The column of a key; nil for one of a later program.
    static func named(_ key: String) -> RollupColumn? { columnsByKey[key] }
}
