package import Sacct
package import Scoreboard
package import Storage

/// Something that happens while a cluster is polled.
package enum PollEvent: Sendable {
    /// The Slurm at hand does not have these fields.
    case lackingFields([SacctField])
    /// Only the jobs of the user who polls can be seen.
    case onlyOwnJobs(OnlyOwnJobs)
    /// The site could not be asked which clusters it accounts for, or whose jobs it shows.
    case siteNotAsked(message: String)
    /// Slurm said something that is no error.
    case remark(String)
    /// The jobs of a window count, and their steps are still to be asked for.
    case stepsMissing(Range<Timestamp>, reason: String)
    /// A window was read and committed.
    case sliceRead(Range<Timestamp>, phase: Phase, counts: SliceCounts, waitedMilliseconds: Int)
    /// Users were looked for by name.
    case discovered(DiscoveryStep)
    /// Rows of a window that could not be read; the sample names nobody.
    case rowsLeftOut(kind: DefectKind, count: Int, sample: String)
    /// A state word that this program does not know.
    case unknownState(String)
    /// The next call of sacct must wait.
    case waiting(milliseconds: Int, callsPerMinute: Int, phase: Phase)
    /// A span that the accounting cannot answer is asked for later.
    case putOff(DeferredPiece)
    /// No history is read before that moment: sacct has answered all it may today.
    case historyPaused(until: Timestamp)
    /// Months were read a second time, and nothing new was found.
    case sealed(Range<Month>)
    /// Something that an earlier run left, or that was damaged, was put right.
    case mended(RepairAction)
    /// The rollups of these months were removed, and their totals added to the archive.
    case archived([Month])
    /// Somebody asked the poller to end.
    case stopped
    /// A round ended with an error.
    case failed(message: String)

    /// Which windows are being read.
    package enum Phase: Sendable {
        /// What has ended since the last look.
        case catchUp
        /// A piece of the history.
        case backfill
        /// What users did who are asked for by name.
        case discovery
    }
}
