import Sacct
package import Scoreboard
package import Storage

extension ImportedMonth {
    /// A month of the older Python program, with names as they are on the boards, and with numbers that are not too large:
    /// what cannot be trusted is the fewest that there can have been.
    ///
    /// - Parameters:
    ///   - lastComplete: The last month that the older program had read wholly; nil when that is not known.
    ///   - trustsGPUHours: Whether GPU hours are right as they stand: where Slurm never showed GPUs with a type.
    package init(_ month: PythonMonth, of calendar: Month, lastComplete: Month?, trustsGPUHours: Bool) {
        let end = calendar.next.firstDay.start
        var users: [String: UserTotals] = [:]
        var doubts: Set<ImportDoubt> = []
        for line in month.lines {
            var totals = line.totals
            if !month.knowsJobs {
                let isSomething = totals.elapsedSeconds > 0 || totals.coreSeconds > 0
                totals.jobs = max(totals.failedJobs, totals.gpuJobs, isSomething ? 1 : 0)
            }
            guard totals != UserTotals() else { continue }
            if !month.knowsJobs { doubts.insert(.jobs) }
            if totals.gpuSeconds > 0, !trustsGPUHours {
                // A job had one GPU at least for all of its time.
                let half = (totals.gpuSeconds + 1) / 2
                totals.gpuSeconds = min(totals.gpuSeconds, max(half, Int128(totals.gpuElapsedSeconds)))
                doubts.insert(.gpuHours)
            }
            if totals.maxRSSBytes == 0, totals.averageRSSBytes == 0 { doubts.insert(.memory) }
            if totals.requestedMemoryBytes > 0 { doubts.insert(.requestedMemory) }
            users[UserName.normalized(line.user), default: UserTotals()] += totals
        }
        let wasRead = lastComplete.map { calendar <= $0 } ?? true
        if !wasRead && month.asOf.map({ $0 < end }) ?? true || month.asOf.map({ $0 < end }) ?? false {
            doubts.insert(.unfinished)
        }
        self.init(
            asOf: month.asOf ?? end, doubts: users.isEmpty ? [] : ImportDoubt.allCases.filter(doubts.contains),
            users: users)
    }
}
