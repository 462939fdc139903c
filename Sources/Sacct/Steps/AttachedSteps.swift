/// Which steps were added to which job: each counts once, however often its row comes.
///
/// Most jobs have two or three steps, so the steps of a job are a chain that is looked through; those of a job with many
/// stand in a set behind it. To hash each step costs as much as to parse its row.
struct AttachedSteps {
    /// The end of a chain.
    static let none: Int32 = -1
    /// How long a chain may be.
    private static let longestChain = 16

    private struct Link {
        var step: UInt64
        /// The one before it of the same job.
        var earlier: Int32
    }

    private struct Further: Hashable {
        var job: Int32
        var step: UInt64
    }

    private var links: ContiguousArray<Link> = []
    private var further: Set<Further> = []

    /// Notes a step.
    ///
    /// - Parameters:
    ///   - step: What tells the job's steps apart.
    ///   - job: Its number here.
    ///   - chain: Of the job; ``none`` before the first.
    /// - Returns: False when it was there.
    mutating func insert(_ step: UInt64, of job: Int, chain: inout Int32) -> Bool {
        var place = chain
        var length = 0
        while place >= 0 {
            let link = links[Int(place)]
            if link.step == step { return false }
            place = link.earlier
            length += 1
        }
        if length >= AttachedSteps.longestChain { return further.insert(Further(job: Int32(job), step: step)).inserted }
        links.append(Link(step: step, earlier: chain))
        chain = Int32(links.count - 1)
        return true
    }

    /// Forgets the steps of some jobs, whose chains are then to begin anew.
    mutating func forget(_ jobs: Set<Int32>) {
        further = further.filter { !jobs.contains($0.job) }
    }

    /// Forgets all steps; the memory stays for those to come.
    mutating func removeAll() {
        links.removeAll(keepingCapacity: true)
        further.removeAll(keepingCapacity: true)
    }
}
