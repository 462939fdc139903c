import Scoreboard
import TerminalKit

/// A column of the queue.
package enum LiveColumn: Int, CaseIterable, Sendable {
    case user, runningJobs, runningCPUs, share, runningGPUs, nodes, pendingJobs, pendingCPUs, pendingGPUs, wait, reason

    /// - Parameter isGrouped: Whether a line above says what runs and what waits.
    func title(isGrouped: Bool) -> String {
        switch self {
        case .user: "User"
        case .runningJobs: isGrouped ? "Jobs" : "Running"
        case .pendingJobs: isGrouped ? "Jobs" : "Pending"
        case .runningCPUs, .pendingCPUs: "CPUs"
        case .share: "Of all CPUs"
        case .runningGPUs, .pendingGPUs: "GPUs"
        case .nodes: "Nodes"
        case .wait: "Waits"
        case .reason: "Next waits for"
        }
    }

    /// The title where nothing stands above it.
    var fullTitle: String {
        switch self {
        case .runningJobs: "running jobs"
        case .runningCPUs, .share: "running CPUs"
        case .runningGPUs: "running GPUs"
        case .pendingJobs: "pending jobs"
        case .pendingCPUs: "pending CPUs"
        case .pendingGPUs: "pending GPUs"
        case .wait: "longest wait"
        case .user, .nodes, .reason: title(isGrouped: true)
        }
    }

    /// What a list of orders calls it.
    var name: String { fullTitle.prefix(1).uppercased() + fullTitle.dropFirst() }

    /// Its usual order in words.
    var orderWords: String { LiveColumn.words(self, isDescending: sortsDescending) }

    /// An order in words.
    static func words(_ column: LiveColumn, isDescending: Bool) -> String {
        switch column {
        case .user, .reason: isDescending ? "from Z to A" : "from A to Z"
        case .wait: isDescending ? "longest first" : "shortest first"
        default: isDescending ? "largest first" : "smallest first"
        }
    }

    var isOfPending: Bool { rawValue >= LiveColumn.pendingJobs.rawValue }

    var alignment: ScreenBuffer.Alignment {
        switch self {
        case .user, .share, .reason: .left
        default: .right
        }
    }

    /// The lower, the longer it stays on a narrow screen.
    var priority: Int {
        switch self {
        case .user: 0
        case .runningJobs: 1
        case .runningCPUs: 2
        case .pendingJobs: 3
        case .pendingCPUs: 4
        case .runningGPUs: 5
        case .pendingGPUs: 6
        case .wait: 7
        case .reason: 8
        case .nodes: 9
        case .share: 10
        }
    }

    /// Whether `Tab` stops here. The bar of a share is the CPUs once more.
    var takesFocus: Bool { self != .share }

    /// The order that is meant when nothing else is said: numbers from the largest, words from A.
    var sortsDescending: Bool { self != .user && self != .reason }

    /// What it shows of a number; nil for what is no number.
    func number(_ queue: UserQueue) -> Int64? {
        switch self {
        case .runningJobs: queue.running.jobs
        case .runningCPUs, .share: queue.running.cpus
        case .runningGPUs: queue.running.gpus
        case .nodes: queue.running.nodes
        case .pendingJobs: queue.pending.jobs
        case .pendingCPUs: queue.pending.cpus
        case .pendingGPUs: queue.pending.gpus
        case .user, .wait, .reason: nil
        }
    }
}
