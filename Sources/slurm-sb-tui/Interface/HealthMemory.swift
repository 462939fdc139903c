import Storage

/// The records of the clusters' health as they were read last.
struct HealthMemory {
    let health = FileMemory<HealthRecord?>()
    let cursors = FileMemory<PollCursor?>()
    let rates = FileMemory<RateLedger?>()
}
