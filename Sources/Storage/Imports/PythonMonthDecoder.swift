package import Scoreboard

/// Reads a monthly rollup of the older Python program, `clusters/<cluster>/agg/rollups/monthly/YYYY-MM.json`:
///
/// `{"asof":"2025-09-02T20:31:44Z","cluster":"bell","month":"2025-08","users":[{"username":…,"total_clock_hours":226.5,
/// "total_elapsed_hours":…,"total_gpu_clock_hours":…,"gpu_elapsed_hours":…,"count_failed_jobs":2.0,"count_gpu_jobs":…,
/// "sum_req_mem_MB":…,"sum_avg_mem_MB":…,"sum_max_mem_MB":…},…]}`
///
/// Every number is a decimal there. The keys of our own rollups are read too, any member may be missing or `null`, and what
/// else stands there is passed over.
package enum PythonMonthDecoder {
    /// - Parameters:
    ///   - path: For the error.
    ///   - cluster: Where the file lies; one that says another name is damaged.
    ///   - month: The one of its name; as the cluster.
    package static func decode(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month
    ) throws(DamagedFile) -> PythonMonth {
        if bytes.isEmpty { throw DamagedFile(path: path, .empty) }
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            let found = try read(&reader, cluster: cluster, month: month)
            try reader.finish()
            return found
        } catch {
            throw DamagedFile(path: path, error)
        }
    }

    private static func read(
        _ reader: inout JSONReader, cluster: ClusterName, month: Month
    ) throws(JSONError) -> PythonMonth {
        var content = PythonMonth()
        var hasUsers = false
        try reader.object { (reader, key) throws(JSONError) in
            let start = reader.offset
            switch key {
            case "asof":
                if try reader.peek() == .string {
                    content.asOf = Timestamp(try reader.string())
                } else {
                    try reader.skip()
                }
            case "cluster":
                guard try reader.peek() == .string else { return try reader.skip() }
                let name = try? ClusterName(try reader.string())
                guard name == cluster else {
                    throw JSONError(.wrong("it is of another cluster than its place"), at: start)
                }
            case "month":
                guard try reader.peek() == .string else { return try reader.skip() }
                guard Month(try reader.string()) == month else {
                    throw JSONError(.wrong("it is of another month than its name"), at: start)
                }
            case "users":
                hasUsers = true
                try readLines(&reader, into: &content)
            default: try reader.skip()
            }
        }
        guard hasUsers else { throw JSONError(.missing("users"), at: 0) }
        return content
    }

    private static func readLines(_ reader: inout JSONReader, into content: inout PythonMonth) throws(JSONError) {
        var limit = RollupLimit()
        try reader.array { (reader, _) throws(JSONError) in
            var line = reader
            do throws(JSONError) {
                let read = try readLine(&line, knowsJobs: &content.knowsJobs)
                // A line that is left out counts nothing; of one that is taken the jobs may be guessed from the others.
                var taken = limit
                var bound = read.totals
                bound.jobs = max(bound.jobs, bound.failedJobs &+ bound.gpuJobs &+ 1)
                try taken.add(bound, at: reader.offset)
                limit = taken
                content.lines.append(read)
                reader = line
            } catch {
                // Not what it should be, yet JSON: the others are of use.
                try reader.skip()
                content.linesLeftOut += 1
            }
        }
    }

    private static func readLine(
        _ reader: inout JSONReader, knowsJobs: inout Bool
    ) throws(JSONError) -> PythonMonth.Line {
        let start = reader.offset
        var user: String?
        var totals = UserTotals()
        try reader.object { (reader, key) throws(JSONError) in
            if try reader.null() { return }
            switch key {
            case "username", "user": user = try reader.string()
            case "jobs", "count_jobs":
                totals.jobs = try count(&reader)
                knowsJobs = true
            case "gpu_jobs", "count_gpu_jobs": totals.gpuJobs = try count(&reader)
            case "failed_jobs", "count_failed_jobs": totals.failedJobs = try count(&reader)
            case "elapsed_hours", "total_elapsed_hours": totals.elapsedSeconds = try reader.seconds()
            case "clock_hours", "total_clock_hours": totals.coreSeconds = try reader.seconds()
            case "gpu_elapsed_hours", "total_gpu_elapsed_hours": totals.gpuElapsedSeconds = try reader.seconds()
            case "gpu_clock_hours", "total_gpu_clock_hours": totals.gpuSeconds = try reader.seconds()
            case "sum_req_mem_mb", "sum_req_mem_MB": totals.requestedMemoryBytes = try reader.bytesFromMegabytes()
            case "sum_avg_mem_mb", "sum_avg_mem_MB": totals.averageRSSBytes = try reader.bytesFromMegabytes()
            case "sum_max_mem_mb", "sum_max_mem_MB": totals.maxRSSBytes = try reader.bytesFromMegabytes()
            default: try reader.skip()
            }
        }
        guard let user, !user.isEmpty else { throw JSONError(.missing("username"), at: start) }
        return PythonMonth.Line(user: user, totals: totals)
    }

    /// A count that may be written as `2.0`.
    private static func count(_ reader: inout JSONReader) throws(JSONError) -> Int64 {
        let start = reader.offset
        guard let value = try reader.number().scaled(by: 1), value >= 0, let count = Int64(exactly: value) else {
            throw JSONError(.outOfRange("a count"), at: start)
        }
        return count
    }
}
