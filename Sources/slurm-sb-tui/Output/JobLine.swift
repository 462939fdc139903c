import Scoreboard
import Storage

/// A job as a JSON object on a line.
enum JobLine {
    static func json(of job: Job, user: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 400)
        writer.object { writer in
            writer.member("job_id", Int64(job.identity.jobID))
            writer.member("user", user)
            writer.member("state", job.state.name)
            writer.member("submit", job.submit.description)
            writer.member("eligible", job.eligible?.description)
            writer.member("start", job.start?.description)
            writer.member("end", job.end.description)
            writer.member("elapsed_seconds", job.elapsedSeconds)
            writer.member("wait_seconds", job.waitSeconds)
            writer.member("alloc_cpus", job.allocatedCPUs)
            writer.member("nodes", job.nodes)
            writer.member("gpus", job.gpus.count)
            writer.key("gpu_types")
            writer.object { writer in
                for typed in job.gpus.types {
                    writer.key(typed.type)
                    writer.integer(typed.count)
                }
            }
            writer.key("req_mem_mb")
            writer.exactMegabytes(bytes: Int128(job.requestedMemoryBytes))
            megabytes("max_rss_mb", job.steps?.maxRSSBytes, &writer)
            megabytes("ave_rss_mb", job.steps?.averageRSSBytes, &writer)
            writer.member("cpu_ms", job.steps?.cpuMilliseconds)
            writer.member("energy_joules", job.energyJoules)
        }
        writer.lastNewline()
        return writer.bytes
    }

    private static func megabytes(_ key: StaticString, _ bytes: Int64?, _ writer: inout JSONWriter) {
        guard let bytes else { return }
        writer.key(key)
        writer.exactMegabytes(bytes: Int128(bytes))
    }
}
