package import Sacct
package import Scoreboard
import Storage

/// Something that happens while a cluster is polled.
package enum PollEvent: Sendable {
    /// The Slurm at hand does not have these fields.
    case lackingFields([SacctField])
    /// A window was read and committed.
    case sliceRead(Range<Timestamp>, phase: Phase, counts: SliceCounts, waitedMilliseconds: Int)
    /// Rows of a window that could not be read; the sample names nobody.
    case rowsLeftOut(kind: DefectKind, count: Int, sample: String)
    /// A state word that this program does not know.
    case unknownState(String)
    /// The next call of sacct must wait.
    case waiting(milliseconds: Int, callsPerMinute: Int, phase: Phase)
    /// Something that an earlier run left, or that was damaged, was put right.
    case mended(RepairAction)
    /// Somebody asked the poller to end.
    case stopped
    /// The poll ends with an error.
    case failed(message: String)

    /// Which windows are being read.
    package enum Phase: Sendable {
        /// What has ended since the last look.
        case catchUp
        /// A piece of the history.
        case backfill
    }
}
